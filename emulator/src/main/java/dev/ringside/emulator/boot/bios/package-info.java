/**
 * Boots the first sector of a disk, and the BIOS services that small systems use. Guest code calls a service by INT; the interrupt vector
 * leads to a stub in ROM whose VMCALL is answered here, in Java, by the row of the service.
 */
package dev.ringside.emulator.boot.bios;
