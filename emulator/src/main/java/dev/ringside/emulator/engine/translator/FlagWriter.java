package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Flags of a unit that is being written: local variables say what they stand for ({@link LazyFlags}), and how much of that is known at
 * the place under way, so that a condition or a carry becomes a comparison of operands.
 *
 * <p>INC and DEC leave CF as it was: it goes along as a pair of words, CF = first below second, unsigned. So the carry before is not
 * worked out where nobody asks for it.
 */
final class FlagWriter {
    /** Local variables: kind and width, two operands, the result, and a third operand (carry in; second word of a pair). */
    static final int KIND = 9, A = 10, B = 12, RESULT = 14, C = 16, AFTER_LAST = 18;

    /** What is known: nothing. */
    private static final Known UNKNOWN = new Known(-1, 0, false);

    /**
     * What the flags stand for at some place.
     *
     * @param kind a kind of {@link LazyFlags}, or -1 when it is not known
     * @param carriedIn whether a carry or borrow, which is operand C, went into the result
     */
    private record Known(int kind, int width, boolean carriedIn) {}

    private static final ClassDesc CPU = ClassDesc.of(Cpu.class.getName()), FLAGS = ClassDesc.of(Flags.class.getName()),
            LAZY = ClassDesc.of(LazyFlags.class.getName());
    private static final ClassDesc INT = ConstantDescs.CD_int, LONG = ConstantDescs.CD_long, VOID = ConstantDescs.CD_void;

    private final CodeBuilder code;
    private final Words words;
    private final int cpuSlot;
    private final Known[] atEnd;
    private Known known = UNKNOWN;

    FlagWriter(CodeBuilder code, Words words, int cpuSlot, int blocks) {
        this.code = code;
        this.words = words;
        this.cpuSlot = cpuSlot;
        this.atEnd = new Known[blocks];
    }

    static ClassDesc flagsType() {
        return FLAGS;
    }

    // ---- along the control flow ----

    /** Writes what holds before anything: the processor has the flags. */
    void prologue() {
        areSettled();
        for (int slot : new int[] {A, B, RESULT, C}) {
            words.constant(0);
            words.store(slot);
        }
    }

    /** The end of a block is reached: its successors may know what is known now. */
    void endOf(int block) {
        atEnd[block] = known;
    }

    /** A block begins that is reached from the ends of these blocks only. */
    void beginAfter(int[] blocks) {
        Known common = blocks.length == 0 ? UNKNOWN : atEnd[blocks[0]];
        for (int block : blocks) {
            common = atEnd[block] == null || !atEnd[block].equals(common) ? UNKNOWN : common;
        }
        known = common;
    }

    /** What the flags stand for is known no more. */
    void forget() {
        known = UNKNOWN;
    }

    // ---- remembering ----

    /** Remembers what the flags stand for now; operands are words in local variables, a slot below 0 leaves the old word. */
    void set(int kind, int width, int a, int b, int result) {
        remember(kind, width, false);
        move(a, A);
        move(b, B);
        move(result, RESULT);
    }

    /** {@link #set} of an ADC or SBB, whose carry in is a word in a local variable. */
    void setCarriedIn(int kind, int width, int a, int b, int result, int carry) {
        set(kind, width, a, b, result);
        move(carry, C);
        known = new Known(kind, width, true);
    }

    /**
     * {@link #set} of an INC or DEC: the carry before goes along.
     *
     * @param carryLive whether anybody asks for it
     */
    void setStep(int kind, int width, int old, int result, boolean carryLive) {
        if (known.kind != LazyFlags.INC && known.kind != LazyFlags.DEC) {
            pushCarryPair(carryLive);
            words.store(C);
            words.store(B);
        }
        remember(kind, width, false);
        move(old, A);
        move(result, RESULT);
    }

    private void remember(int kind, int width, boolean carriedIn) {
        code.loadConstant(LazyFlags.code(kind, width)).istore(KIND);
        known = new Known(kind, width, carriedIn);
    }

    private void move(int from, int to) {
        if (from >= 0) {
            words.load(from);
            words.store(to);
        }
    }

    private void pushCarryPair(boolean carryLive) {
        if (!carryLive || known.kind == LazyFlags.LOGIC) {
            words.constant(0);
            words.constant(0);
        } else if (known.kind == LazyFlags.ADD && !known.carriedIn) {
            pushExtended(RESULT);
            pushExtended(A);
        } else if (known.kind == LazyFlags.SUB && !known.carriedIn) {
            pushExtended(A);
            pushExtended(B);
        } else {
            words.constant(0);
            pushCarry();
            words.fromInt();
        }
    }

    private void pushExtended(int slot) {
        words.load(slot);
        words.zeroExtend(known.width);
    }

    // ---- what is known ----

    /** Kind of the flags as known here, or -1. */
    int kind() {
        return known.kind;
    }

    /** Width in bits that goes with {@link #kind}. */
    int width() {
        return known.width;
    }

    /** Whether a carry or borrow went into the result: its operands alone do not tell its carry. */
    boolean carriedIn() {
        return known.carriedIn;
    }

    void pushA() {
        words.load(A);
    }

    void pushB() {
        words.load(B);
    }

    void pushResult() {
        words.load(RESULT);
    }

    /** Pushes the carry flag as an int, 0 or 1. */
    void pushCarry() {
        switch (known.kind) {
            case LazyFlags.LOGIC -> code.loadConstant(0);
            case LazyFlags.ADD, LazyFlags.SUB -> {
                if (known.width == 64) {
                    pushCarry64();
                } else {
                    pushCarryUpTo32();
                }
            }
            case LazyFlags.INC, LazyFlags.DEC -> {
                words.load(B);
                words.load(C);
                words.compareUnsigned(words.bits());
                code.loadConstant(31).iushr();
            }
            default -> {
                pushLazy();
                code.invokestatic(LAZY, "carry", MethodTypeDesc.of(INT, FLAGS, INT, LONG, LONG, LONG, LONG));
            }
        }
    }

    // The sum or difference once more, in 64 bits: what does not fit the width is the carry.
    private void pushCarryUpTo32() {
        boolean add = known.kind == LazyFlags.ADD;
        pushUnsigned(A);
        pushUnsigned(B);
        operate(add);
        if (known.carriedIn) {
            pushUnsigned(C);
            operate(add);
        }
        code.loadConstant(add ? known.width : 63).lushr().l2i();
    }

    private void pushUnsigned(int slot) {
        pushExtended(slot);
        words.toUnsignedLong();
    }

    private void operate(boolean add) {
        if (add) {
            code.ladd();
        } else {
            code.lsub();
        }
    }

    // ADD: a & b | (a | b) & ~result; SUB: ~a & b | ~(a ^ b) & result; the top bit.
    private void pushCarry64() {
        boolean add = known.kind == LazyFlags.ADD;
        pushA();
        if (!add) {
            words.invert();
        }
        pushB();
        words.and();
        pushA();
        pushB();
        if (add) {
            words.or();
            pushResult();
            words.invert();
        } else {
            words.xor();
            words.invert();
            pushResult();
        }
        words.and();
        words.or();
        words.shiftRightUnsigned(63);
        words.toInt();
    }

    // ---- the processor's flags ----

    /** Pushes the processor's flags. */
    void push() {
        code.aload(cpuSlot).getfield(CPU, "flags", FLAGS);
    }

    /** Says that the processor has the flags. */
    void areSettled() {
        remember(LazyFlags.SETTLED, 0, false);
    }

    /** Makes the flags real in the processor, and says so. */
    void settle() {
        if (known.kind != LazyFlags.SETTLED) {
            settleToLeave();
            areSettled();
        }
    }

    /** Makes the flags real in the processor, where code goes on that knows nothing of it. */
    void settleToLeave() {
        pushLazy();
        code.invokestatic(LAZY, "settle", MethodTypeDesc.of(VOID, FLAGS, INT, LONG, LONG, LONG, LONG));
    }

    private void pushLazy() {
        push();
        code.iload(KIND);
        for (int slot : new int[] {A, B, RESULT, C}) {
            words.load(slot);
            words.toLong();
        }
    }

    /** Pushes a condition (an int, 0 or 1) worked out by the flags' own rules. */
    void pushCondition(int condition) {
        if (known.kind == LazyFlags.SETTLED) {
            push();
            code.loadConstant(condition);
            code.invokevirtual(FLAGS, "condition", MethodTypeDesc.of(ConstantDescs.CD_boolean, INT));
            return;
        }
        pushLazy();
        code.loadConstant(condition);
        code.invokestatic(LAZY, "condition", MethodTypeDesc.of(ConstantDescs.CD_boolean, FLAGS, INT, LONG, LONG, LONG, LONG, INT));
    }
}
