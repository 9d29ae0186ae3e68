package dev.ringside.emulator.cpu;

import dev.ringside.emulator.isa.Instruction;

/**
 * The repeat prefixes. One iteration counts as one instruction: a repeated instruction stops at {@link Cpu#limit} or as soon as
 * something needs attention, with rCX exact and rip still on itself. A fault in an iteration leaves the registers as that
 * iteration found them.
 */
public final class Repetition {
    /** One iteration, without the counter. */
    @FunctionalInterface
    public interface Iteration {
        /** Runs it on elements of {@code bytes}; returns whether a conditional repeat may go on. */
        boolean run(Cpu cpu, Instruction insn, int bytes);
    }

    /** Several iterations at once, where that is the same as one after the other. */
    @FunctionalInterface
    public interface Bulk {
        /** Bulk of instructions that have none. */
        Bulk NONE = (cpu, insn, bytes, most) -> 0;

        /**
         * Runs at most {@code most} iterations, without the counter, and none that ends a conditional repeat; returns how many, and
         * when that is 0 nothing has happened.
         */
        long run(Cpu cpu, Instruction insn, int bytes, long most);
    }

    private Repetition() {}

    /** Runs {@code iteration} once, or as often as the prefix and rCX say. */
    public static void run(Cpu cpu, Instruction insn, int bytes, Iteration iteration) {
        run(cpu, insn, bytes, iteration, Bulk.NONE);
    }

    /** {@link #run(Cpu, Instruction, int, Iteration)} with a quicker way for some of its iterations. */
    public static void run(Cpu cpu, Instruction insn, int bytes, Iteration iteration, Bulk bulk) {
        if ((insn.prefixes & (Instruction.REP | Instruction.REPNE)) == 0) {
            iteration.run(cpu, insn, bytes);
            return;
        }
        long mask = insn.addressMask();
        long count = cpu.r[Cpu.RCX] & mask;
        // With a 32-bit address size in 64-bit mode the upper half of rCX goes even when there is nothing to do.
        cpu.setRegister(Cpu.RCX, insn.addressSize, count);
        if (count == 0) {
            return;
        }
        // The iterations up to the last are counted here, the last one by the engine.
        long after = cpu.rip;
        cpu.rip = insn.rip;
        cpu.repeating = true;
        while (true) {
            // Whatever asks for attention is served after one iteration.
            long done = cpu.attention != 0 ? 0 : bulk.run(cpu, insn, bytes, most(count, cpu.limit - cpu.retired()));
            boolean goOn = done > 0 || iteration.run(cpu, insn, bytes);
            if (done > 1) {
                cpu.instructions += done - 1;
            }
            count -= Math.max(done, 1);
            cpu.setRegister(Cpu.RCX, insn.addressSize, count);
            if (count == 0 || !goOn) {
                cpu.rip = after;
                cpu.repeating = false;
                return;
            }
            if (cpu.attention != 0 || cpu.retired() + 1 >= cpu.limit) {
                return;
            }
            cpu.instructions++;
        }
    }

    // The counter has no sign.
    private static long most(long count, long room) {
        return Long.compareUnsigned(count, room) < 0 ? count : room;
    }
}
