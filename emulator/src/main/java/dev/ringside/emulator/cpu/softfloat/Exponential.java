package dev.ringside.emulator.cpu.softfloat;

import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isInfinite;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isNegative;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isZero;

/** F2XM1, FYL2X and FYL2XP1, exactly rounded to 64 bits; precision control does not apply. */
public final class Exponential {
    private static final Wide LN_2 = new Wide(false, -1, 0xB172_17F7_D1CF_79ABL, 0xC9E3_B398_03F2_F6AFL);
    private static final Wide TWO_OVER_LN_2 = new Wide(false, 1, 0xB8AA_3B29_5C17_F0BBL, 0xBE87_FED0_691D_3E89L);
    /** Significand of the square root of 2: mantissas above it count as belonging to the next power of two. */
    private static final long SQUARE_ROOT_2 = 0xB504_F333_F9DE_6484L;

    private Exponential() {
    }

    /**
     * F2XM1: {@code 2^x - 1} for |x| up to 1. Beyond, where the manual leaves the result undefined, the operand is delivered.
     *
     * @param mantissa significand of the operand
     * @param signExponent sign and exponent of the operand
     * @param c control state; takes result and exceptions
     */
    public static void powerMinusOne(long mantissa, int signExponent, FloatContext c) {
        if (ExtendedFormat.special(mantissa, signExponent, c)) {
            return;
        }
        boolean negative = isNegative(signExponent);
        ExtendedFormat.noteDenormals(c, ExtendedFormat.isDenormal(mantissa, signExponent));
        if (c.stopped()) {
            return;
        }
        if (isInfinite(mantissa, signExponent)) {
            ExtendedFormat.deliver(c, mantissa, negative ? ExtendedFormat.SIGN | ExtendedFormat.BIAS : signExponent);
        } else if (isZero(mantissa, signExponent)) {
            ExtendedFormat.deliver(c, mantissa, signExponent);
        } else if ((signExponent & ExtendedFormat.SPECIAL) >= ExtendedFormat.BIAS) {
            boolean minusOne = mantissa == ExtendedFormat.INTEGER_BIT && signExponent == (ExtendedFormat.SIGN | ExtendedFormat.BIAS);
            ExtendedFormat.deliver(c, mantissa, minusOne ? signExponent - 1 : signExponent);
            c.raise(FloatContext.PE);
        } else {
            Wide power = Wide.of(mantissa, signExponent).times(LN_2);
            power.times(Series.exponentialRatio(power)).deliverInexact(c);
        }
    }

    /**
     * FYL2X: {@code y * log2(x)}, with ST(0) = x and ST(1) = y (SDM vol.2 table 3-48).
     *
     * @param mx significand of x
     * @param sx sign and exponent of x
     * @param my significand of y
     * @param sy sign and exponent of y
     * @param c control state; takes result and exceptions
     */
    public static void logarithm(long mx, int sx, long my, int sy, FloatContext c) {
        if (ExtendedFormat.special(mx, sx, my, sy, c)) {
            return;
        }
        boolean zeroX = isZero(mx, sx);
        boolean infiniteX = isInfinite(mx, sx);
        boolean infiniteY = isInfinite(my, sy);
        boolean one = mx == ExtendedFormat.INTEGER_BIT && sx == ExtendedFormat.BIAS;
        if (!zeroX && isNegative(sx) || (zeroX || infiniteX) && isZero(my, sy) || one && infiniteY) {
            ExtendedFormat.invalid(c);
            return;
        }
        if (zeroX && !infiniteY) {
            c.raise(FloatContext.ZE);
            ExtendedFormat.deliverInfinity(c, !isNegative(sy));
            return;
        }
        ExtendedFormat.noteDenormals(c, ExtendedFormat.isDenormal(mx, sx) || ExtendedFormat.isDenormal(my, sy));
        if (c.stopped()) {
            return;
        }
        boolean below = zeroX || !infiniteX && ExtendedFormat.exponent(mx, sx) < 0;
        if (zeroX || infiniteX || infiniteY) {
            ExtendedFormat.deliverInfinity(c, isNegative(sy) != below);
        } else if (isZero(my, sy) || one) {
            ExtendedFormat.deliverZero(c, isNegative(sy) != below);
        } else {
            Wide x = Wide.of(mx, sx);
            boolean exact = x.high() == Long.MIN_VALUE;
            Wide logarithm = exact ? Wide.of(x.exponent()) : logarithm(x);
            product(logarithm, Wide.of(my, sy), exact, c);
        }
    }

    /** {@code log2(x)} of a positive number that is no power of two. */
    private static Wide logarithm(Wide x) {
        int power = Long.compareUnsigned(x.high(), SQUARE_ROOT_2) > 0 ? x.exponent() + 1 : x.exponent();
        Wide m = x.scaled(-power);
        return Wide.of(power).plus(logarithmOfRatio(m.minus(Wide.ONE), m.plus(Wide.ONE)));
    }

    /** {@code log2((1+z)/(1-z))} with {@code z = numerator/denominator}, |z| at most 0.172. */
    private static Wide logarithmOfRatio(Wide numerator, Wide denominator) {
        Wide z = numerator.dividedBy(denominator);
        return z.times(Series.hyperbolicRatio(z.times(z))).times(TWO_OVER_LN_2);
    }

    /** The result; the hardware reports it inexact even where it is not. */
    private static void product(Wide logarithm, Wide y, boolean exact, FloatContext c) {
        if (exact) {
            logarithm.times(y).deliverReportedInexact(c);
        } else {
            logarithm.times(y).deliverInexact(c);
        }
    }

    /**
     * FYL2XP1: {@code y * log2(x + 1)}, with ST(0) = x and ST(1) = y (SDM vol.2 table 3-49). Outside the interval the manual defines,
     * |x| < 1 - sqrt(1/2), the formula still holds down to -1; below, x is delivered.
     *
     * @param mx significand of x
     * @param sx sign and exponent of x
     * @param my significand of y
     * @param sy sign and exponent of y
     * @param c control state; takes result and exceptions
     */
    public static void logarithmOfSuccessor(long mx, int sx, long my, int sy, FloatContext c) {
        if (ExtendedFormat.special(mx, sx, my, sy, c)) {
            return;
        }
        boolean infiniteX = isInfinite(mx, sx);
        boolean infiniteY = isInfinite(my, sy);
        Wide x = infiniteX ? Wide.ZERO : Wide.of(mx, sx);
        if (infiniteX && (isNegative(sx) || isZero(my, sy)) || infiniteY && isZero(mx, sx)) {
            ExtendedFormat.invalid(c);
            return;
        }
        ExtendedFormat.noteDenormals(c, ExtendedFormat.isDenormal(mx, sx) || ExtendedFormat.isDenormal(my, sy));
        if (c.stopped()) {
            return;
        }
        boolean sign = isNegative(sx) != isNegative(sy);
        if (infiniteX || infiniteY) {
            ExtendedFormat.deliverInfinity(c, sign);
        } else if (isZero(mx, sx) || isZero(my, sy)) {
            ExtendedFormat.deliverZero(c, sign);
        } else if (isNegative(sx) && x.exponent() >= 0) {
            ExtendedFormat.deliver(c, mx, sx);
            c.raise(FloatContext.PE);
        } else if (x.exponent() < -2) {
            product(logarithmOfRatio(x, x.plus(Wide.of(2))), Wide.of(my, sy), false, c);
        } else {
            Wide successor = x.plus(Wide.ONE);
            boolean exact = successor.high() == Long.MIN_VALUE && successor.low() == 0;
            product(exact ? Wide.of(successor.exponent()) : logarithm(successor), Wide.of(my, sy), exact, c);
        }
    }
}
