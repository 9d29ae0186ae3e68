package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;

/**
 * Tells the return from one call from returns of calls inside it, and of other tasks: the stack pointer is where it was, or a little above
 * (a return may take arguments away), at the same privilege level, and in user mode in the same address space.
 *
 * @param stackPointer the stack pointer to come back to
 * @param mask its bits that the stack uses
 * @param cpl the privilege level
 * @param cr3 the address space
 */
record StackGuard(long stackPointer, long mask, int cpl, long cr3) {
    private static final long MOST_ARGUMENTS = 1024;

    /** The call that the next instruction makes returns to here. */
    static StackGuard here(Cpu cpu) {
        return at(cpu, cpu.r[Cpu.RSP]);
    }

    static StackGuard at(Cpu cpu, long stackPointer) {
        return new StackGuard(stackPointer, cpu.stackMask, cpu.cpl, cpu.cr3);
    }

    boolean holds(Cpu cpu) {
        long above = cpu.r[Cpu.RSP] - stackPointer & mask;
        return Long.compareUnsigned(above, MOST_ARGUMENTS) <= 0 && cpu.cpl == cpl && (cpl != 3 || cpu.cr3 == cr3);
    }

    /** Whether the frame that this was taken in has been left: the stack pointer is above it. */
    boolean left(Cpu cpu) {
        long above = cpu.r[Cpu.RSP] - stackPointer & mask;
        return above != 0 && above <= mask >>> 1 && cpu.cpl == cpl;
    }
}
