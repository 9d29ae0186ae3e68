package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;

/**
 * What of the processor's state a unit takes for granted, packed into an int that {@link Cpu#codeContext} keeps up to date: a unit
 * runs only where the two agree.
 */
record UnitContext(int bits) {
    /** Code size: 16, 32 or 64. */
    int codeSize() {
        return bits & Cpu.CONTEXT_CODE_SIZE;
    }

    boolean wide() {
        return codeSize() == 64;
    }

    /** Whether accesses through this segment need no check outside 64-bit mode; those through FS and GS add the base. */
    boolean plain(int segment) {
        return (bits >>> Cpu.CONTEXT_PLAIN_SHIFT >>> segment & 1) != 0;
    }

    /** Number of the way in which accesses are checked; see {@code Mmu.tables}. */
    int accessMode() {
        return bits >>> Cpu.CONTEXT_ACCESS_SHIFT;
    }

    /** Whether the stack pointer has the width of the code's registers, and the stack segment needs no check. */
    boolean plainStack() {
        return wide() || plain(Instruction.SS) && (bits & Cpu.CONTEXT_STACK32) != 0;
    }

    /** Whether units are made for it: 32- and 64-bit code in a flat segment, alignment not checked. */
    boolean translatable() {
        return codeSize() != 16 && (bits & Cpu.CONTEXT_FLAT_CODE) != 0 && (bits & Cpu.CONTEXT_ALIGNMENT) == 0;
    }
}
