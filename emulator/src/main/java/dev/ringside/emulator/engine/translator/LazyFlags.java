package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.integer.Shifts;

/**
 * Arithmetic flags that translated code has not worked out: what was computed last (kind and width), its operands and its result.
 * Most are never asked for. {@link #settle} hands them to {@link Flags}, whose own methods give them their meaning.
 *
 * <p>Operands and results may carry garbage above the width. Callers with 32-bit values may extend them either way.
 */
public final class LazyFlags {
    /**
     * Kinds. {@link #SETTLED}: {@link Flags} has them. {@link #BITS}: {@code a} is what EFLAGS has of them. The others say which
     * operation's flags {@code (a, b, result)} stand for.
     */
    static final int SETTLED = 0, ADD = 1, SUB = 2, LOGIC = 3, INC = 4, DEC = 5, SHL = 6, SHR = 7, SAR = 8, RESULT = 9, BITS = 10;

    private LazyFlags() {}

    /** What a local variable holds: a kind and a width in bits (8 to 64). */
    static int code(int kind, int width) {
        return kind << 8 | width;
    }

    /**
     * Makes flags real.
     *
     * @param code kind and width, see {@link #code}
     * @param a first operand; of INC and DEC the old value
     * @param b second operand; the count of shifts; of RESULT whether CF and OF are set
     * @param result what came out
     * @param c of INC and DEC, with b, the carry flag before: b below c, unsigned
     */
    public static void settle(Flags flags, int code, long a, long b, long result, long c) {
        int width = code & 0xFF;
        int shift = 64 - width;
        switch (code >>> 8) {
            case SETTLED -> { }
            case ADD -> flags.addition(a, b, result, shift);
            case SUB -> flags.subtraction(a, b, result, shift);
            case LOGIC -> flags.logic(result, shift);
            case INC -> flags.increment(Long.compareUnsigned(b, c) < 0, a, result, 1, shift);
            case DEC -> flags.increment(Long.compareUnsigned(b, c) < 0, a, result, -1, shift);
            case SHL -> Shifts.shl(flags, a << shift >>> shift, (int) b, width);
            case SHR -> Shifts.shr(flags, a << shift >>> shift, (int) b, width);
            case SAR -> Shifts.sar(flags, a, (int) b, width);
            case RESULT -> flags.resultWith(result, shift, (b & 1) != 0, (b & 1) != 0);
            case BITS -> flags.setArithmetic((int) a);
            default -> throw new IllegalStateException("flags of kind " + (code >>> 8));
        }
    }

    /** Makes flags real and answers a condition (low opcode nibble of Jcc). */
    public static boolean condition(Flags flags, int code, long a, long b, long result, long c, int condition) {
        settle(flags, code, a, b, result, c);
        return flags.condition(condition);
    }

    /** The carry flag, 0 or 1; makes the flags real. */
    public static int carry(Flags flags, int code, long a, long b, long result, long c) {
        settle(flags, code, a, b, result, c);
        return flags.cf() ? 1 : 0;
    }
}
