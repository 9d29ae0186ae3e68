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

    /** Whether {@link #execute} itself leaves rip where execution goes on; otherwise that is {@link #nextRip}. */
    final boolean setsRip;

    Op(Instruction insn, boolean setsRip) {
        this.insn = insn;
        this.nextRip = insn.mode == 64 ? insn.nextRip() : insn.nextRip() & 0xFFFFFFFFL;
        this.setsRip = setsRip;
    }

    /** The instruction that follows in the block, or null at its end. */
    Op next;

    /** Position in the block. */
    short index;

    /**
     * Executes it. A form that can fault, reach a device or ask how many instructions have retired first says where it stands:
     * {@code cpu.underWay = index}.
     *
     * @return the next instruction of the block; null at its end, after a branch, or when something needs attention
     */
    abstract Op execute(Cpu cpu);
}
