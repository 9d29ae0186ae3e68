/**
 * The x87 floating point unit: its registers, the rules of its stack and of its exceptions, and its instructions.
 *
 * <p>{@link dev.ringside.emulator.cpu.x87.X87State} is what the guest can see; {@link dev.ringside.emulator.cpu.x87.X87Unit} knows how an
 * instruction begins, faults and ends; the other classes hold groups of instructions over it.
 */
package dev.ringside.emulator.cpu.x87;
