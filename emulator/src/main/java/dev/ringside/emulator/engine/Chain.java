package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;

/**
 * Template of a few instructions that follow each other in a block which runs very often. Each chain is a copy of its own
 * ({@link Specializer}) whose instructions are constants, so the JIT compiler sees which forms follow which and puts them in
 * line: what is saved is the way from one to the next, which costs more than most instructions do. They are the same
 * {@link Op}s, with their own places in the block; a chain only calls one after the other.
 */
final class Chain extends Op {
    /** Instructions in a chain at most: what C2 puts in line of as many stays within its limits. */
    static final int LONGEST = 8;

    private static final Specializer COPIES = new Specializer(MethodHandles.lookup(), "Chain");

    private static final Op[] OPS = ops();
    private static final int BEFORE_LAST = OPS.length - 1;
    private static final Op LAST = OPS[BEFORE_LAST], A = op(0), B = op(1), C = op(2), D = op(3), E = op(4), F = op(5), G = op(6);

    private final Op[] ends = new Op[BEFORE_LAST];

    Chain(Instruction insn) {
        super(insn, LAST.setsRip);
        index = LAST.index;
        Arrays.setAll(ends, i -> new End(OPS[i]));
    }

    /** Where the chains of these instructions, all of a block, begin. */
    static Op of(Op[] block) {
        Op following = null;
        for (int end = block.length; end > 0;) {
            int begin = (end - 1) / LONGEST * LONGEST;
            Op[] ops = Arrays.copyOfRange(block, begin, end);
            Op chain = ops.length == 1 ? new Single(ops[0]) : COPIES.makeOnce(ops, ops[ops.length - 1].insn);
            chain.next = following;
            following = chain;
            end = begin;
        }
        return following;
    }

    private static Op[] ops() {
        try {
            Op[] data = MethodHandles.classData(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, Op[].class);
            return data == null ? new Op[1] : data;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Op op(int i) {
        return i < BEFORE_LAST ? OPS[i] : null;
    }

    @Override
    Op execute(Cpu cpu) {
        if (A != null && A.execute(cpu) == null) {
            return ends[0];
        }
        if (B != null && B.execute(cpu) == null) {
            return ends[1];
        }
        if (C != null && C.execute(cpu) == null) {
            return ends[2];
        }
        if (D != null && D.execute(cpu) == null) {
            return ends[3];
        }
        if (E != null && E.execute(cpu) == null) {
            return ends[4];
        }
        if (F != null && F.execute(cpu) == null) {
            return ends[5];
        }
        if (G != null && G.execute(cpu) == null) {
            return ends[6];
        }
        return LAST.execute(cpu) == null ? null : next;
    }

    /** Stands for an instruction inside a chain after which something needs attention: that one has been executed. */
    private static final class End extends Op {
        End(Op op) {
            super(op.insn, op.setsRip);
            index = op.index;
        }

        @Override
        Op execute(Cpu cpu) {
            return null;
        }
    }

    /** One instruction between chains. */
    private static final class Single extends Op {
        private final Op op;

        Single(Op op) {
            super(op.insn, op.setsRip);
            this.op = op;
            index = op.index;
        }

        @Override
        Op execute(Cpu cpu) {
            return op.execute(cpu) == null ? null : next;
        }
    }
}
