package dev.ringside.emulator.cpu.softfloat;

import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isInfinite;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isNegative;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isZero;

/**
 * FSIN, FCOS, FPTAN and FPATAN: the exactly rounded result for the operand reduced with the x87's own pi of 66 significant bits
 * (SDM vol.1 8.3.8). Precision control does not apply.
 */
public final class Trigonometry {
    private static final Wide PI = new Wide(false, 1, 0xC90F_DAA2_2168_C234L, 0xC4C6_628B_80DC_1CD1L);
    private static final Wide HALF_PI = PI.scaled(-1);
    private static final Wide QUARTER_PI = PI.scaled(-2);

    /** Below this exponent sine and tangent differ from their operand by less than 2^-128 of it; the operand is delivered. */
    private static final int LINEAR = -64;

    /** The 66 bits of the internal pi as an integer: pi/2 in units of 2^-65. */
    private static final long HALF_PI_HIGH = 3;
    private static final long HALF_PI_LOW = 0x243F_6A88_85A3_08D3L;

    /** arctan(k/8) for k = 0 to 8. */
    private static final Wide[] ARCTANGENTS = {
        Wide.ZERO,
        new Wide(false, -4, 0xFEAD_D4D5_617B_6E32L, 0xC897_989F_3E88_8EF8L),
        new Wide(false, -3, 0xFADB_AFC9_6406_EB15L, 0x6DC7_9EF5_F7A2_17E6L),
        new Wide(false, -2, 0xB7B0_CA0F_26F7_8473L, 0x8AA3_2122_DCFE_4483L),
        new Wide(false, -2, 0xED63_382B_0DDA_7B45L, 0x6FE4_45EC_BC3A_8D03L),
        new Wide(false, -1, 0x8F00_5D5E_F7F5_9F9BL, 0x5C83_5E16_65C4_3748L),
        new Wide(false, -1, 0xA4BC_7D19_34F7_0924L, 0x19A8_7F2A_457D_AC9FL),
        new Wide(false, -1, 0xB805_3E2B_C231_9E73L, 0xCB2D_A552_10A4_443DL),
        QUARTER_PI
    };

    /** A function of an operand that has been reduced. */
    private interface Reduced {
        Wide apply(Reduction r);
    }

    /** An operand as {@code n * pi/2 + rest}, the rest's magnitude at most pi/4. */
    private record Reduction(int n, Wide rest) {
    }

    private Trigonometry() {
    }

    /**
     * FSIN.
     *
     * @param mantissa significand of the operand
     * @param signExponent sign and exponent of the operand
     * @param c control state; takes result and exceptions
     * @return false when the magnitude is 2^63 or more: no result, C2 is to be set
     */
    public static boolean sine(long mantissa, int signExponent, FloatContext c) {
        return circular(mantissa, signExponent, c, false, r -> sine(r, 0));
    }

    /** FCOS. Parameters and result as for {@link #sine(long, int, FloatContext)}. */
    public static boolean cosine(long mantissa, int signExponent, FloatContext c) {
        return circular(mantissa, signExponent, c, true, r -> sine(r, 1));
    }

    /** FPTAN, without the 1.0 it pushes. Parameters and result as for {@link #sine(long, int, FloatContext)}. */
    public static boolean tangent(long mantissa, int signExponent, FloatContext c) {
        return circular(mantissa, signExponent, c, false, r -> sine(r, 0).dividedBy(sine(r, 1)));
    }

    private static boolean circular(long mantissa, int signExponent, FloatContext c, boolean even, Reduced function) {
        if (ExtendedFormat.special(mantissa, signExponent, c)) {
            return true;
        }
        if (isInfinite(mantissa, signExponent)) {
            ExtendedFormat.invalid(c);
            return true;
        }
        if ((signExponent & ExtendedFormat.SPECIAL) >= ExtendedFormat.BIAS + 63) {
            ExtendedFormat.deliver(c, mantissa, signExponent);
            return false;
        }
        if (mantissa == 0) {
            ExtendedFormat.deliver(c, even ? ExtendedFormat.INTEGER_BIT : 0, even ? ExtendedFormat.BIAS : signExponent);
            return true;
        }
        ExtendedFormat.noteDenormals(c, ExtendedFormat.isDenormal(mantissa, signExponent));
        if (c.stopped()) {
            return true;
        }
        Wide x = Wide.of(mantissa, signExponent);
        if (!even && x.exponent() < LINEAR) {
            x.deliverReportedInexact(c);
        } else {
            function.apply(reduce(x)).deliverInexact(c);
        }
        return true;
    }

    /** The sine of {@code rest + (n + quarter) * pi/2}. */
    private static Wide sine(Reduction r, int quarter) {
        int n = r.n + quarter;
        Wide square = r.rest.times(r.rest);
        Wide value = (n & 1) != 0 ? Series.cosine(square) : r.rest.times(Series.sineRatio(square));
        return (n & 2) != 0 ? value.negate() : value;
    }

    /** Exact division by the 66-bit pi/2, one bit of the quotient at a time. */
    private static Reduction reduce(Wide x) {
        if (x.exponent() < -1) {
            return new Reduction(0, x);
        }
        long high = 0;
        long low = x.high();
        int n = 0;
        for (int i = x.exponent() + 2; i > 0; i--) {
            high = high << 1 | low >>> 63;
            low <<= 1;
            n <<= 1;
            if (high > HALF_PI_HIGH || high == HALF_PI_HIGH && Long.compareUnsigned(low, HALF_PI_LOW) >= 0) {
                high -= HALF_PI_HIGH + (Long.compareUnsigned(low, HALF_PI_LOW) < 0 ? 1 : 0);
                low -= HALF_PI_LOW;
                n++;
            }
        }
        Wide rest = units(high, low);
        Wide other = units(HALF_PI_HIGH - high - (Long.compareUnsigned(HALF_PI_LOW, low) < 0 ? 1 : 0), HALF_PI_LOW - low);
        if (rest.minus(other).negative()) {
            return new Reduction(x.negative() ? -n : n, rest.withSign(x.negative()));
        }
        return new Reduction(x.negative() ? -n - 1 : n + 1, other.withSign(!x.negative()));
    }

    /** A 128-bit number of units of 2^-65. */
    private static Wide units(long high, long low) {
        int shift = Long.numberOfLeadingZeros(high);
        if (shift == 64) {
            int lowShift = Long.numberOfLeadingZeros(low);
            return new Wide(false, -2 - lowShift, low << lowShift, 0);
        }
        return new Wide(false, 62 - shift, high << shift | low >>> 64 - shift, low << shift);
    }

    /**
     * FPATAN: the angle of the point (x, y), with ST(0) = x and ST(1) = y (SDM vol.2 table 3-30).
     *
     * @param mx significand of x
     * @param sx sign and exponent of x
     * @param my significand of y
     * @param sy sign and exponent of y
     * @param c control state; takes result and exceptions
     */
    public static void arctangent(long mx, int sx, long my, int sy, FloatContext c) {
        if (ExtendedFormat.special(mx, sx, my, sy, c)) {
            return;
        }
        ExtendedFormat.noteDenormals(c, ExtendedFormat.isDenormal(mx, sx) || ExtendedFormat.isDenormal(my, sy));
        if (c.stopped()) {
            return;
        }
        boolean left = isNegative(sx);
        boolean infiniteX = isInfinite(mx, sx);
        boolean infiniteY = isInfinite(my, sy);
        Wide angle;
        if (infiniteY) {
            angle = !infiniteX ? HALF_PI : left ? HALF_PI.plus(QUARTER_PI) : QUARTER_PI;
        } else if (infiniteX || isZero(my, sy)) {
            angle = left ? PI : Wide.ZERO;
        } else if (isZero(mx, sx)) {
            angle = HALF_PI;
        } else {
            angle = arctangent(Wide.of(mx, sx), Wide.of(my, sy), left);
        }
        if (angle.isZero()) {
            ExtendedFormat.deliverZero(c, isNegative(sy));
        } else {
            angle.withSign(isNegative(sy)).deliverInexact(c);
        }
    }

    /** The magnitude of the angle of a point that is on neither axis. */
    private static Wide arctangent(Wide x, Wide y, boolean left) {
        Wide width = x.withSign(false);
        Wide height = y.withSign(false);
        boolean steep = width.minus(height).negative();
        Wide octant = steep ? acute(width, height) : acute(height, width);
        Wide quadrant = steep ? HALF_PI.minus(octant) : octant;
        return left ? PI.minus(quadrant) : quadrant;
    }

    /** The arc tangent of {@code a/b} in [0, 1]: {@code arctan(k/8) + arctan((8a-kb)/(8b+ka))} with the nearest k. */
    private static Wide acute(Wide a, Wide b) {
        Wide ratio = a.dividedBy(b);
        int sixteenths = ratio.exponent() < -4 ? 0 : (int) (ratio.high() >>> 59 - ratio.exponent());
        int k = sixteenths + 1 >> 1;
        Wide rest = ratio;
        if (k != 0) {
            Wide numerator = a.scaled(3).minus(b.times(Wide.of(k)));
            if (numerator.isZero()) {
                return ARCTANGENTS[k];
            }
            rest = numerator.dividedBy(b.scaled(3).plus(a.times(Wide.of(k))));
        }
        return ARCTANGENTS[k].plus(rest.times(Series.inverseRatio(rest.times(rest))));
    }
}
