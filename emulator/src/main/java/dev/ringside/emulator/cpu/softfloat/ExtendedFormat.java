package dev.ringside.emulator.cpu.softfloat;

/**
 * The x87's 80-bit format: sign and 15-bit exponent in a 16-bit {@code signExponent}, and a 64-bit significand with an explicit integer
 * bit (SDM vol.1 4.2.2, 8.2.2). The encodings that modern processors reject (unnormals, pseudo-infinities, pseudo-NaNs) are
 * "unsupported"; pseudo-denormals count as denormals with exponent 1.
 */
public final class ExtendedFormat {
    /** Bias of the exponent, and unbiased exponent of the largest finite numbers. */
    public static final int BIAS = 0x3FFF;
    /** Unbiased exponent of the smallest normal number. */
    public static final int MINIMUM_EXPONENT = 1 - BIAS;
    /** Exponent field of infinities and NaNs. */
    public static final int SPECIAL = 0x7FFF;
    /** The sign bit of a {@code signExponent}. */
    public static final int SIGN = 0x8000;
    /** The explicit integer bit; the whole significand of infinities and powers of two. */
    public static final long INTEGER_BIT = Long.MIN_VALUE;
    /** Tells quiet from signalling NaNs. */
    public static final long QUIET_BIT = 1L << 62;
    /** Significand of the QNaN that an invalid operation delivers. */
    public static final long INDEFINITE_MANTISSA = INTEGER_BIT | QUIET_BIT;
    /** Sign and exponent of the QNaN that an invalid operation delivers. */
    public static final int INDEFINITE_SIGN_EXPONENT = SIGN | SPECIAL;

    private ExtendedFormat() {
    }

    /** Whether the value is plus or minus zero. */
    public static boolean isZero(long mantissa, int signExponent) {
        return mantissa == 0 && (signExponent & SPECIAL) == 0;
    }

    /** Whether the encoding is one that every arithmetic instruction rejects as an invalid operand. */
    public static boolean isUnsupported(long mantissa, int signExponent) {
        return mantissa >= 0 && (signExponent & SPECIAL) != 0;
    }

    /** Whether the value is plus or minus infinity. */
    public static boolean isInfinite(long mantissa, int signExponent) {
        return mantissa == INTEGER_BIT && (signExponent & SPECIAL) == SPECIAL;
    }

    /** Whether the value is a NaN, quiet or signalling. */
    public static boolean isNaN(long mantissa, int signExponent) {
        return (signExponent & SPECIAL) == SPECIAL && mantissa < 0 && mantissa != INTEGER_BIT;
    }

    /** Whether the value is a signalling NaN. */
    public static boolean isSignaling(long mantissa, int signExponent) {
        return isNaN(mantissa, signExponent) && (mantissa & QUIET_BIT) == 0;
    }

    /** Whether the value is a denormal or pseudo-denormal. */
    public static boolean isDenormal(long mantissa, int signExponent) {
        return (signExponent & SPECIAL) == 0 && mantissa != 0;
    }

    /** Whether the sign bit is set. */
    public static boolean isNegative(int signExponent) {
        return (signExponent & SIGN) != 0;
    }

    /** Unbiased exponent of a finite nonzero value whose significand is normalized. */
    static int exponent(long mantissa, int signExponent) {
        int biased = signExponent & SPECIAL;
        return (biased == 0 ? MINIMUM_EXPONENT : biased - BIAS) - Long.numberOfLeadingZeros(mantissa);
    }

    /** Significand of a finite nonzero value with bit 63 set. */
    static long significand(long mantissa) {
        return mantissa << Long.numberOfLeadingZeros(mantissa);
    }

    /** Delivers a bit pattern. */
    static void deliver(FloatContext c, long mantissa, int signExponent) {
        c.mantissa = mantissa;
        c.signExponent = signExponent;
    }

    /** Delivers an operand that is itself the result: only a pseudo-denormal changes, to the normal encoding of its value. */
    static void deliverOperand(FloatContext c, long mantissa, int signExponent) {
        deliver(c, mantissa, (signExponent & SPECIAL) == 0 && mantissa < 0 ? signExponent | 1 : signExponent);
    }

    /** Delivers a zero. */
    static void deliverZero(FloatContext c, boolean negative) {
        deliver(c, 0, negative ? SIGN : 0);
    }

    /** Delivers an infinity. */
    static void deliverInfinity(FloatContext c, boolean negative) {
        deliver(c, INTEGER_BIT, (negative ? SIGN : 0) | SPECIAL);
    }

    /** Raises IE and delivers the indefinite QNaN. */
    static void invalid(FloatContext c) {
        c.raise(FloatContext.IE);
        deliver(c, INDEFINITE_MANTISSA, INDEFINITE_SIGN_EXPONENT);
    }

    /** Raises DE when an operand was denormal in the format it came from; to be asked when nothing more severe has been found. */
    static void noteDenormals(FloatContext c, boolean denormal) {
        if (denormal || c.denormalSource) {
            c.raise(FloatContext.DE);
        }
    }

    /**
     * Handles the operands that end every one-operand operation: unsupported encodings and NaNs.
     *
     * @return whether the result has been delivered
     */
    static boolean special(long mantissa, int signExponent, FloatContext c) {
        return special(mantissa, signExponent, mantissa, signExponent, c);
    }

    /**
     * Handles the operands that end every two-operand operation: unsupported encodings and NaNs. Of two NaNs a quiet one wins over a
     * signalling one, then the larger significand, then the positive one (SDM vol.1 table 4-7).
     *
     * @return whether the result has been delivered
     */
    static boolean special(long ma, int sa, long mb, int sb, FloatContext c) {
        if (isUnsupported(ma, sa) || isUnsupported(mb, sb)) {
            invalid(c);
            return true;
        }
        boolean nanA = isNaN(ma, sa);
        boolean nanB = isNaN(mb, sb);
        if (!nanA && !nanB) {
            return false;
        }
        boolean signalingA = isSignaling(ma, sa);
        boolean signalingB = isSignaling(mb, sb);
        if (signalingA || signalingB) {
            c.raise(FloatContext.IE);
        }
        boolean first;
        if (nanA && nanB && signalingA == signalingB) {
            int order = Long.compareUnsigned(ma, mb);
            first = order > 0 || order == 0 && sa <= sb;
        } else {
            first = nanA && (!nanB || signalingB);
        }
        deliver(c, (first ? ma : mb) | QUIET_BIT, first ? sa : sb);
        return true;
    }
}
