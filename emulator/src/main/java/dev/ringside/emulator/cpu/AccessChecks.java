package dev.ringside.emulator.cpu;

import dev.ringside.emulator.isa.Instruction;

/** What {@link Cpu#linear} and its kind have left to check when an access is not plain: segment, canonical form, alignment. */
final class AccessChecks {
    private AccessChecks() {}

    /** Raises #SS(0) for SS and #GP(0) otherwise when the access violates the segment, or in 64-bit mode is not canonical. */
    static void segment(Cpu cpu, int segment, long offset, long linear, int size, boolean write) {
        boolean sixtyFour = cpu.codeSize == 64;
        boolean fine = sixtyFour ? Cpu.canonical(linear) : cpu.segments.permits(segment, offset, size, write);
        if (fine && sixtyFour) {
            // Processors meet the misalignment before the bytes beyond the canonical half.
            if (cpu.alignmentChecked()) {
                alignment(cpu, linear, size);
            }
            fine = Cpu.canonical(linear + size - 1);
        }
        if (!fine) {
            throw cpu.fault(segment == Instruction.SS ? Vector.SS : Vector.GP, 0);
        }
    }

    /** Raises #AC(0) when a linear address is not aligned for {@code size} bytes; 16 bytes have a rule of their own. */
    static void alignment(Cpu cpu, long linear, int size) {
        int needed = Integer.highestOneBit(Math.min(size, 8));
        if ((linear & needed - 1) != 0 && size != 16) {
            throw cpu.fault(Vector.AC, 0);
        }
    }
}
