package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Instruction;
import java.util.Random;

/** Chooses register values so that a memory operand lands where it is wanted. */
final class AddressSolver {
    private final Random random;
    private final int mode;

    AddressSolver(Random random, int mode) {
        this.random = random;
        this.mode = mode;
    }

    /** Whether registers take part in the address at all; otherwise the displacement has to be changed. */
    static boolean usesRegisters(Instruction insn) {
        return insn.base != Instruction.NO_REGISTER || insn.index != Instruction.NO_REGISTER;
    }

    /**
     * Sets base, index or both.
     *
     * @return the address reached: {@code wanted}, or one or a few bytes below where the scale does not allow it
     */
    long solve(Instruction insn, MachineState state, long wanted) {
        if (insn.base == insn.index) {
            return solveBoth(insn, state, wanted);
        }
        if (insn.base == Instruction.NO_REGISTER) {
            return solveIndex(insn, state, wanted);
        }
        long index = insn.index == Instruction.NO_REGISTER ? 0 : state.register(insn.index) << insn.scaleShift;
        set(state, insn.base, insn.addressSize, wanted - insn.displacement - index);
        return wanted;
    }

    private long solveIndex(Instruction insn, MachineState state, long wanted) {
        long distance = wanted - insn.displacement;
        long rest = distance & (1L << insn.scaleShift) - 1;
        set(state, insn.index, insn.addressSize, distance - rest >>> insn.scaleShift);
        return wanted - rest;
    }

    /** base * (1 + scale) = distance, modulo the address size. */
    private long solveBoth(Instruction insn, MachineState state, long wanted) {
        long distance = wanted - insn.displacement;
        if (insn.scaleShift == 0) {
            long rest = distance & 1;
            set(state, insn.base, insn.addressSize, distance - rest >>> 1);
            return wanted - rest;
        }
        long factor = 1 + (1L << insn.scaleShift);
        set(state, insn.base, insn.addressSize, distance * inverse(factor));
        return wanted;
    }

    /** Inverse of an odd number modulo 2^64, by Newton's iteration. */
    private static long inverse(long odd) {
        long x = odd;
        for (int i = 0; i < 5; i++) {
            x *= 2 - odd * x;
        }
        return x;
    }

    /** Sets the {@code size} low bits of a register; the rest, which must not matter, is now and then random. */
    void set(MachineState state, int register, int size, long value) {
        long above = size == 64 || random.nextInt(4) != 0 ? 0 : random.nextLong() << size;
        long low = size == 64 ? value : value & (1L << size) - 1;
        state.register(register, mode == 32 ? (low | above) & 0xFFFFFFFFL : low | above);
    }
}
