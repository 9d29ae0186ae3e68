package dev.ringside.emulator.cpu.softfloat;

import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.BIAS;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.INTEGER_BIT;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SIGN;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SPECIAL;

/** The plain case of conversions between the x87's formats in few steps: normal numbers; {@link ExtendedConversion} has the rules for others. */
final class PlainExtended {
    private static final int DOUBLE_SPECIAL = 0x7FF, DOUBLE_BIAS = 0x3FF, SINGLE_SPECIAL = 0xFF, SINGLE_BIAS = 0x7F;

    private PlainExtended() {
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
