package dev.ringside.emulator.cpu.softfloat;

/**
 * Scalar arithmetic of SSE and SSE2 on float32 and float64 bit patterns, as {@link FloatFormat} describes them. A packed instruction
 * calls a method once for each element with the same context and then asks {@link FloatContext#reportedFlags} and
 * {@link FloatContext#unmasked}.
 *
 * <p>Results are the masked responses (SDM vol.1 11.5.2). NaN operands follow SDM vol.1 table 4-7: the first operand's NaN wins,
 * made quiet; an invalid operation delivers the format's {@link FloatFormat#indefinite}.
 */
public final class SseArithmetic {
    /** An operation of two operands, for tables that choose among them: all binary methods of this class have this shape. */
    @FunctionalInterface
    public interface Binary {
        /**
         * @param format of operands and result
         * @param a first source, the destination operand of the two-operand SSE instructions
         * @param b second source
         * @param c control state, and where exceptions go
         * @return the result's bit pattern
         */
        long apply(FloatFormat format, long a, long b, FloatContext c);
    }

    private SseArithmetic() {
    }

    /** ADDPS, ADDSS, ADDPD, ADDSD and the sums in HADDPx, ADDSUBPx, DPPx: {@code a + b}. See {@link Binary#apply}. */
    public static long add(FloatFormat format, long a, long b, FloatContext c) {
        if (c.hostSuffices) {
            long sum = HostArithmetic.compute(Arithmetic.ADD, format, a, b);
            if (HostArithmetic.plain(Arithmetic.ADD, format, a, b, sum)) {
                return sum;
            }
        }
        return sum(format, a, b, false, c);
    }

    /** SUBPS, SUBSS, SUBPD, SUBSD: {@code a - b}. See {@link Binary#apply}. */
    public static long subtract(FloatFormat format, long a, long b, FloatContext c) {
        if (c.hostSuffices) {
            long difference = HostArithmetic.compute(Arithmetic.SUBTRACT, format, a, b);
            if (HostArithmetic.plain(Arithmetic.SUBTRACT, format, a, b, difference)) {
                return difference;
            }
        }
        return sum(format, a, b, true, c);
    }

    private static long sum(FloatFormat format, long first, long second, boolean negate, FloatContext c) {
        if (format.isNaN(first) || format.isNaN(second)) {
            return chooseNaN(format, first, second, c);
        }
        long a = operand(format, first, c);
        long b = operand(format, second, c) ^ (negate ? format.signBit : 0);
        if (format.isInfinite(a)) {
            return format.isInfinite(b) && a != b ? invalid(format, c) : a;
        }
        if (format.isInfinite(b)) {
            return b;
        }
        if (format.isZero(b)) {
            if (format.isZero(a)) {
                return a == b ? a : format.zero(c.rounding == FloatContext.DOWN);
            }
            return pass(format, a, c);
        }
        if (format.isZero(a)) {
            return pass(format, b, c);
        }
        WideArithmetic.add(c, format.isNegative(a), format.exponent(a), format.significand(a),
                format.isNegative(b), format.exponent(b), format.significand(b));
        return Rounding.pack(format, c);
    }

    /** A finite nonzero operand that is itself the result; it may still be tiny and flushed or reported. */
    private static long pass(FloatFormat format, long value, FloatContext c) {
        c.set(format.isNegative(value), format.exponent(value), format.significand(value), 0);
        return Rounding.pack(format, c);
    }

    /** MULPS, MULSS, MULPD, MULSD and the products in DPPx: {@code a * b}. See {@link Binary#apply}. */
    public static long multiply(FloatFormat format, long first, long second, FloatContext c) {
        if (c.hostSuffices) {
            long product = HostArithmetic.compute(Arithmetic.MULTIPLY, format, first, second);
            if (HostArithmetic.plain(Arithmetic.MULTIPLY, format, first, second, product)) {
                return product;
            }
        }
        if (format.isNaN(first) || format.isNaN(second)) {
            return chooseNaN(format, first, second, c);
        }
        long a = operand(format, first, c);
        long b = operand(format, second, c);
        boolean sign = format.isNegative(a ^ b);
        boolean zero = format.isZero(a) || format.isZero(b);
        if (format.isInfinite(a) || format.isInfinite(b)) {
            return zero ? invalid(format, c) : format.infinity(sign);
        }
        if (zero) {
            return format.zero(sign);
        }
        WideArithmetic.multiply(c, sign, format.exponent(a), format.significand(a), format.exponent(b), format.significand(b));
        return Rounding.pack(format, c);
    }

    /**
     * DIVPS, DIVSS, DIVPD, DIVSD: {@code a / b}. A zero divisor hides a denormal dividend: ZE without DE (SDM vol.1 4.9.2).
     * See {@link Binary#apply}.
     */
    public static long divide(FloatFormat format, long first, long second, FloatContext c) {
        if (format.isNaN(first) || format.isNaN(second)) {
            return chooseNaN(format, first, second, c);
        }
        long b = flushed(format, second, c);
        boolean sign = format.isNegative(first ^ b);
        if (format.isZero(b) && !format.isZero(flushed(format, first, c)) && !format.isInfinite(first)) {
            c.raise(FloatContext.ZE);
            return format.infinity(sign);
        }
        long a = operand(format, first, c);
        operand(format, second, c);
        if (format.isInfinite(a)) {
            return format.isInfinite(b) ? invalid(format, c) : format.infinity(sign);
        }
        if (format.isInfinite(b)) {
            return format.zero(sign);
        }
        if (format.isZero(b)) {
            return invalid(format, c);
        }
        if (format.isZero(a)) {
            return format.zero(sign);
        }
        WideArithmetic.divide(c, sign, format.exponent(a), format.significand(a), format.exponent(b), format.significand(b));
        return Rounding.pack(format, c);
    }

    /**
     * SQRTPS, SQRTSS, SQRTPD, SQRTSD.
     *
     * @param format of operand and result
     * @param value the operand
     * @param c control state, and where exceptions go
     * @return the root's bit pattern; minus zero for minus zero
     */
    public static long squareRoot(FloatFormat format, long value, FloatContext c) {
        if (format.isNaN(value)) {
            return chooseNaN(format, value, value, c);
        }
        boolean denormal = format.isDenormal(value);
        long a = denormal && c.denormalsAreZeros ? value & format.signBit : value;
        if (format.isZero(a)) {
            return a;
        }
        if (format.isNegative(a)) {
            return invalid(format, c);
        }
        if (format.isInfinite(a)) {
            return a;
        }
        if (denormal) {
            c.raise(FloatContext.DE);
        }
        WideArithmetic.squareRoot(c, format.exponent(a), format.significand(a));
        return Rounding.pack(format, c);
    }

    /**
     * MINPS, MINSS, MINPD, MINSD: the second operand unless the first is less; IE on any NaN, which selects the second operand
     * unchanged. See {@link Binary#apply}.
     */
    public static long minimum(FloatFormat format, long a, long b, FloatContext c) {
        int relation = SseComparison.compare(format, a, b, true, c);
        return flushed(format, relation == SseComparison.LESS ? a : b, c);
    }

    /**
     * MAXPS, MAXSS, MAXPD, MAXSD: the second operand unless the first is greater; IE on any NaN, which selects the second operand
     * unchanged. See {@link Binary#apply}.
     */
    public static long maximum(FloatFormat format, long a, long b, FloatContext c) {
        int relation = SseComparison.compare(format, a, b, true, c);
        return flushed(format, relation == SseComparison.GREATER ? a : b, c);
    }

    /** A denormal as DAZ makes the instruction see it. */
    static long flushed(FloatFormat format, long value, FloatContext c) {
        return c.denormalsAreZeros && format.isDenormal(value) ? value & format.signBit : value;
    }

    /** A source operand: flushed under DAZ, otherwise reported when denormal. */
    static long operand(FloatFormat format, long value, FloatContext c) {
        if (!format.isDenormal(value)) {
            return value;
        }
        if (c.denormalsAreZeros) {
            return value & format.signBit;
        }
        c.raise(FloatContext.DE);
        return value;
    }

    /** The NaN result of operands of which at least one is a NaN. */
    static long chooseNaN(FloatFormat format, long a, long b, FloatContext c) {
        if (format.isSignaling(a) || format.isSignaling(b)) {
            c.raise(FloatContext.IE);
        }
        return (format.isNaN(a) ? a : b) | format.quietBit;
    }

    static long invalid(FloatFormat format, FloatContext c) {
        c.raise(FloatContext.IE);
        return format.indefinite;
    }
}
