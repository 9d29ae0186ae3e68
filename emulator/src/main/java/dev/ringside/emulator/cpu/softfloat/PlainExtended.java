package dev.ringside.emulator.cpu.softfloat;

import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.BIAS;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.INTEGER_BIT;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SIGN;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SPECIAL;

/**
 * The plain case of x87 arithmetic in few steps: normal operands and a normal result, to nearest, with 64 bits of precision. A method
 * that returns false has changed nothing; {@link ExtendedArithmetic} and {@link ExtendedConversion} have the rules for everything else.
 */
final class PlainExtended {
    /** Biased exponents of results that stay normal when rounding carries. */
    private static final int LEAST_EXPONENT = 1, GREATEST_EXPONENT = SPECIAL - 2;

    private static final int DOUBLE_SPECIAL = 0x7FF, DOUBLE_BIAS = 0x3FF, SINGLE_SPECIAL = 0xFF, SINGLE_BIAS = 0x7F;

    private PlainExtended() {
    }

    private static boolean isNormal(long mantissa, int exponent) {
        return mantissa < 0 && exponent != 0 && exponent != SPECIAL;
    }

    /** Sum of two numbers, {@code sb} already inverted for a difference. */
    static boolean sum(long ma, int sa, long mb, int sb, FloatContext c) {
        int ea = sa & SPECIAL;
        int eb = sb & SPECIAL;
        if (!c.shortWays || c.precision != 64 || c.denormalSource || !isNormal(ma, ea) || !isNormal(mb, eb)) {
            return false;
        }
        return ea > eb || ea == eb && Long.compareUnsigned(ma, mb) >= 0 ? ordered(ma, sa, mb, sb, c) : ordered(mb, sb, ma, sa, c);
    }

    /** The larger magnitude first, so that a difference never changes sign. */
    private static boolean ordered(long ma, int sa, long mb, int sb, FloatContext c) {
        int exponent = sa & SPECIAL;
        int distance = exponent - (sb & SPECIAL);
        if (distance > 63) {
            return false;
        }
        long high = mb >>> distance;
        long low = distance == 0 ? 0 : mb << -distance;
        if (((sa ^ sb) & SIGN) == 0) {
            long sum = ma + high;
            if (sum < 0 && Long.compareUnsigned(sum, ma) >= 0) {
                return deliver(sa & SIGN, exponent, sum, low, c);
            }
            return deliver(sa & SIGN, exponent + 1, sum >>> 1 | INTEGER_BIT, low >>> 1 | sum << 63 | low & 1, c);
        }
        long difference = ma - high - (low != 0 ? 1 : 0);
        if (difference == 0) {
            return false;
        }
        int shift = Long.numberOfLeadingZeros(difference);
        long upper = shift == 0 ? difference : difference << shift | -low >>> 64 - shift;
        return deliver(sa & SIGN, exponent - shift, upper, -low << shift, c);
    }

    static boolean multiply(long ma, int sa, long mb, int sb, FloatContext c) {
        int ea = sa & SPECIAL;
        int eb = sb & SPECIAL;
        if (!c.shortWays || c.precision != 64 || c.denormalSource || !isNormal(ma, ea) || !isNormal(mb, eb)) {
            return false;
        }
        long high = Math.unsignedMultiplyHigh(ma, mb);
        long low = ma * mb;
        int exponent = ea + eb - BIAS;
        int sign = (sa ^ sb) & SIGN;
        return high < 0 ? deliver(sign, exponent + 1, high, low, c) : deliver(sign, exponent, high << 1 | low >>> 63, low << 1, c);
    }

    private static boolean deliver(int sign, int exponent, long high, long low, FloatContext c) {
        if (exponent < LEAST_EXPONENT || exponent > GREATEST_EXPONENT) {
            return false;
        }
        boolean up = low < 0 && (low << 1 != 0 || (high & 1) != 0);
        long rounded = up ? high + 1 : high;
        if (low != 0) {
            c.flags |= FloatContext.PE;
        }
        c.roundedUp = up;
        c.mantissa = rounded == 0 ? INTEGER_BIT : rounded;
        c.signExponent = sign | (rounded == 0 ? exponent + 1 : exponent);
        return true;
    }

    /** {@link ExtendedConversion#widen} of a normal number. */
    static boolean widen(FloatFormat format, long value, FloatContext c) {
        boolean wide = format == FloatFormat.DOUBLE;
        int exponent = wide ? (int) (value >>> 52) & DOUBLE_SPECIAL : (int) value >>> 23 & SINGLE_SPECIAL;
        if (exponent == 0 || exponent == (wide ? DOUBLE_SPECIAL : SINGLE_SPECIAL)) {
            return false;
        }
        int sign = wide ? (int) (value >>> 48) & SIGN : (int) value >>> 16 & SIGN;
        c.denormalSource = false;
        c.mantissa = INTEGER_BIT | (wide ? value << 11 : value << 40);
        c.signExponent = sign | exponent + BIAS - (wide ? DOUBLE_BIAS : SINGLE_BIAS);
        return true;
    }

    /** Whether {@link #narrowed} is the answer: a normal number that is one in the other format, too, however it is rounded. */
    static boolean narrows(FloatFormat format, long mantissa, int signExponent, FloatContext c) {
        int exponent = (signExponent & SPECIAL) - BIAS;
        int most = format == FloatFormat.DOUBLE ? DOUBLE_BIAS : SINGLE_BIAS;
        return mantissa < 0 && c.shortWays && exponent > -most && exponent < most;
    }

    /** {@link ExtendedConversion#narrow} where {@link #narrows} holds. */
    static long narrowed(FloatFormat format, long mantissa, int signExponent, FloatContext c) {
        boolean wide = format == FloatFormat.DOUBLE;
        int cut = wide ? 11 : 40;
        long kept = mantissa << 1 >>> cut + 1;
        long rest = mantissa << 64 - cut;
        boolean up = rest < 0 && (rest << 1 != 0 || (kept & 1) != 0);
        if (rest != 0) {
            c.flags |= FloatContext.PE;
        }
        c.roundedUp = up;
        long biased = (signExponent & SPECIAL) - BIAS + (wide ? DOUBLE_BIAS : SINGLE_BIAS);
        long sign = (long) (signExponent & SIGN) << (wide ? 48 : 16);
        return sign | (biased << (wide ? 52 : 23)) + kept + (up ? 1 : 0);
    }
}
