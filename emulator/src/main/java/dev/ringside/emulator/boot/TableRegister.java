package dev.ringside.emulator.boot;

/**
 * Contents of GDTR or IDTR.
 *
 * @param base  linear address of the table
 * @param limit offset of its last byte, 16 bits
 */
public record TableRegister(long base, int limit) {
}
