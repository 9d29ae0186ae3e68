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

    /** Whether code is the whole of linear memory, from 0. */
    boolean flatCode() {
        return (bits & Cpu.CONTEXT_FLAT_CODE) != 0;
    }

    /** Whether every near branch of the code's own width stays below the code segment's limit. */
    boolean openCode() {
        return (bits & Cpu.CONTEXT_OPEN_CODE) != 0;
    }

    /** Whether accesses through this segment need no check but paging's; those through FS and GS add the base. */
    boolean plain(int segment) {
        return wide() ? (bits & Cpu.CONTEXT_ALIGNMENT) == 0 : (bits >>> Cpu.CONTEXT_PLAIN_SHIFT >>> segment & 1) != 0;
    }

    /** Number of the way in which accesses are checked; see {@code Mmu.tables}. */
    int accessMode() {
        return bits >>> Cpu.CONTEXT_ACCESS_SHIFT;
    }

    /** Width of the stack pointer: 16, 32 or 64 bits. */
    int stackWidth() {
        return wide() ? 64 : (bits & Cpu.CONTEXT_STACK32) != 0 ? 32 : 16;
    }

    /** Whether the linear address of what lies on the stack is the stack pointer, and needs no check but paging's. */
    boolean plainStack() {
        return plain(Instruction.SS) && stackWidth() >= 32;
    }
}
