package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;

/**
 * One pre-decoded instruction, ready to run: the unit the interpreter steps over. The general form calls the table's
 * semantics; frequent shapes have forms of their own that fetch operands faster and call the same arithmetic.
 */
abstract class Op {
    /** What it was decoded from. */
    final Instruction insn;

    /** Offset of the next instruction. It does not wrap at 64 KiB: 16-bit code that runs off its segment faults. */
    final long nextRip;

    Op(Instruction insn) {
        this.insn = insn;
        this.nextRip = insn.mode == 64 ? insn.nextRip() : insn.nextRip() & 0xFFFFFFFFL;
    }

    /**
     * Executes it. A form whose {@link #setsRip} is true leaves rip where execution goes on; the others do not touch it, and
     * execution goes on at {@link #nextRip}.
     */
    abstract void execute(Cpu cpu);

    /** Whether {@link #execute} itself sets rip. */
    boolean setsRip() {
        return true;
    }
}
