/**
 * Reads the ELF headers that loading needs, from files nobody vouches for.
 */
package dev.ringside.emulator.boot.elf;
