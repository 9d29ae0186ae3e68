package dev.ringside.emulator.cpu.softfloat;

/** Comparisons of SSE and SSE2 on float32 and float64 bit patterns. */
public final class SseComparison {
    /** First operand less than the second. */
    public static final int LESS = -1;
    /** Operands equal; zeros of both signs are equal. */
    public static final int EQUAL = 0;
    /** First operand greater than the second. */
    public static final int GREATER = 1;
    /** At least one operand is a NaN. */
    public static final int UNORDERED = 2;

    private SseComparison() {
    }

    /**
     * The relation of two operands, with the exceptions of COMISx or UCOMISx: DE on denormals, IE on signalling NaNs and, when asked, on
     * quiet ones too.
     *
     * @param format of both operands
     * @param a first operand
     * @param b second operand
     * @param quietIsInvalid whether a QNaN raises IE: true for COMISx, MINx, MAXx, false for UCOMISx
     * @param c control state, and where exceptions go
     * @return {@link #LESS}, {@link #EQUAL}, {@link #GREATER} or {@link #UNORDERED}
     */
    public static int compare(FloatFormat format, long a, long b, boolean quietIsInvalid, FloatContext c) {
        if (format.isNaN(a) || format.isNaN(b)) {
            if (quietIsInvalid || format.isSignaling(a) || format.isSignaling(b)) {
                c.raise(FloatContext.IE);
            }
            return UNORDERED;
        }
        return Long.compare(ordinal(format, SseArithmetic.operand(format, a, c)), ordinal(format, SseArithmetic.operand(format, b, c)));
    }

    /** A number's place on the line, the same for both zeros. */
    private static long ordinal(FloatFormat format, long value) {
        long magnitude = value & format.signBit - 1;
        return format.isNegative(value) ? -magnitude : magnitude;
    }

    /**
     * CMPPS, CMPSS, CMPPD, CMPSD: whether a predicate holds (SDM vol.2 CMPPD, table 3-1): 0 EQ, 1 LT, 2 LE, 3 UNORD, 4 NEQ, 5 NLT,
     * 6 NLE, 7 ORD. The ordering predicates 1, 2, 5 and 6 raise IE on a QNaN.
     *
     * @param format of both operands
     * @param predicate the immediate's low three bits
     * @param a first operand
     * @param b second operand
     * @param c control state, and where exceptions go
     * @return whether the result is all ones
     */
    public static boolean holds(FloatFormat format, int predicate, long a, long b, FloatContext c) {
        int basic = predicate & 3;
        int relation = compare(format, a, b, basic == 1 || basic == 2, c);
        boolean positive = switch (basic) {
            case 0 -> relation == EQUAL;
            case 1 -> relation == LESS;
            case 2 -> relation == LESS || relation == EQUAL;
            default -> relation == UNORDERED;
        };
        return positive == ((predicate & 4) == 0);
    }
}
