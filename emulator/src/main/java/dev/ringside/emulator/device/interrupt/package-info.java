/** Interrupt controllers: the 8259 pair, local APICs and the bus between them, the I/O APIC, and the wires into them. */
package dev.ringside.emulator.device.interrupt;
