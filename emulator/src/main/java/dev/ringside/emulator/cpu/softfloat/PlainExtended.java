package dev.ringside.emulator.cpu.softfloat;

import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.BIAS;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SIGN;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SPECIAL;

/** The plain case of storing an 80-bit number in few steps: a normal one; {@link ExtendedConversion} has the rules for others. */
final class PlainExtended {
    private static final int DOUBLE_BIAS = 0x3FF, SINGLE_BIAS = 0x7F;

    private PlainExtended() {
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
