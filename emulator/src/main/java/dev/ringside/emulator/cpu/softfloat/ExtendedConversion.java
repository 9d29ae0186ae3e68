package dev.ringside.emulator.cpu.softfloat;

import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.BIAS;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SIGN;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SPECIAL;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.exponent;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isNegative;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.significand;

/** Conversions between the 80-bit format and the memory formats of the x87, and rounding to integral values. */
public final class ExtendedConversion {
    /** The largest magnitude of a packed decimal operand: 18 digits. */
    private static final long LARGEST_DECIMAL = 999_999_999_999_999_999L;

    private ExtendedConversion() {
    }

    /**
     * A float32 or float64 memory operand as an 80-bit value, exact, without exceptions: a signalling NaN stays one, and
     * {@link FloatContext#denormalSource} tells the operation that uses the value to raise DE.
     *
     * @param format of the operand
     * @param value its bit pattern
     * @param c takes the result
     */
    public static void widen(FloatFormat format, long value, FloatContext c) {
        int sign = format.isNegative(value) ? SIGN : 0;
        c.denormalSource = format.isDenormal(value);
        if ((value & format.infinity) == format.infinity) {
            long fraction = (value & format.fraction) << 64 - format.precision;
            ExtendedFormat.deliver(c, ExtendedFormat.INTEGER_BIT | fraction, sign | SPECIAL);
        } else if (format.isZero(value)) {
            ExtendedFormat.deliver(c, 0, sign);
        } else {
            ExtendedFormat.deliver(c, format.significand(value), sign | format.exponent(value) + BIAS);
        }
    }

    /**
     * FLD m32fp, FLD m64fp: widens and raises IE for a signalling NaN, DE for a denormal.
     *
     * @param format of the operand
     * @param value its bit pattern
     * @param c control state; takes result and exceptions
     */
    public static void load(FloatFormat format, long value, FloatContext c) {
        widen(format, value, c);
        if (!ExtendedFormat.special(c.mantissa, c.signExponent, c)) {
            ExtendedFormat.noteDenormals(c, false);
        }
    }

    /**
     * FILD and the integer operands of FIADD to FIDIVR, FICOM: exact.
     *
     * @param value the integer, sign-extended
     * @param c takes the result
     */
    public static void fromInteger(long value, FloatContext c) {
        c.denormalSource = false;
        if (value == 0) {
            ExtendedFormat.deliverZero(c, false);
            return;
        }
        long magnitude = Math.abs(value);
        int shift = Long.numberOfLeadingZeros(magnitude);
        ExtendedFormat.deliver(c, magnitude << shift, (value < 0 ? SIGN : 0) | BIAS + 63 - shift);
    }

    /**
     * FST m32fp, FST m64fp. A denormal source raises no DE. After an unmasked overflow or underflow nothing may be stored,
     * and neither PE nor C1 tells of the rounding that did not take place.
     *
     * @param format of the result
     * @param mantissa significand of the operand
     * @param signExponent sign and exponent of the operand
     * @param c control state; takes exceptions
     * @return the result's bit pattern
     */
    public static long narrow(FloatFormat format, long mantissa, int signExponent, FloatContext c) {
        if (PlainExtended.narrows(format, mantissa, signExponent, c)) {
            return PlainExtended.narrowed(format, mantissa, signExponent, c);
        }
        boolean negative = isNegative(signExponent);
        if (ExtendedFormat.isUnsupported(mantissa, signExponent)) {
            return SseArithmetic.invalid(format, c);
        }
        if (ExtendedFormat.isNaN(mantissa, signExponent)) {
            ExtendedFormat.special(mantissa, signExponent, c);
            return format.infinity(negative) | c.mantissa >>> 64 - format.precision & format.fraction;
        }
        if (ExtendedFormat.isInfinite(mantissa, signExponent)) {
            return format.infinity(negative);
        }
        if (mantissa == 0) {
            return format.zero(negative);
        }
        c.set(negative, exponent(mantissa, signExponent), significand(mantissa), 0);
        long result = Rounding.pack(format, c);
        if ((c.flags & ~c.masked & (FloatContext.OE | FloatContext.UE)) != 0) {
            c.flags &= ~FloatContext.PE;
            c.roundedUp = false;
        }
        return result;
    }

    /**
     * FIST, FISTP and, with {@link FloatContext#TOWARD_ZERO}, FISTTP. Raises IE when the rounded value does not fit, otherwise PE when it
     * differs; never DE.
     *
     * @param mantissa significand of the operand
     * @param signExponent sign and exponent of the operand
     * @param width 16, 32 or 64, the result's bits
     * @param rounding the rounding control to use
     * @param c control state; takes exceptions
     * @return the integer, sign-extended; the most negative one ("integer indefinite") after IE
     */
    public static long toInteger(long mantissa, int signExponent, int width, int rounding, FloatContext c) {
        long largest = -1L >>> 65 - width;
        boolean inexact = roundMagnitude(mantissa, signExponent, rounding, c);
        boolean fits = c.low == 0
                && (Long.compareUnsigned(c.high, largest) <= 0 || c.sign && c.high == largest + 1);
        if (!fits) {
            c.roundedUp = false;
            c.raise(FloatContext.IE);
            return ~largest;
        }
        if (inexact) {
            c.raise(FloatContext.PE);
        }
        return c.sign ? -c.high : c.high;
    }

    /** Leaves the rounded magnitude in {@code high}; {@code low} is nonzero when there is none that fits 64 bits. */
    private static boolean roundMagnitude(long mantissa, int signExponent, int rounding, FloatContext c) {
        if (ExtendedFormat.isZero(mantissa, signExponent)) {
            c.set(false, 0, 0, 0);
            return false;
        }
        c.set(isNegative(signExponent), exponent(mantissa, signExponent), significand(mantissa), 0);
        if ((signExponent & SPECIAL) == SPECIAL || ExtendedFormat.isUnsupported(mantissa, signExponent) || c.exponent > 63) {
            c.low = 1;
            return false;
        }
        return Integral.round(c, rounding);
    }

    /**
     * FBSTP: the magnitude as 18 packed decimal digits. Raises IE when it does not fit, otherwise PE when it differs.
     *
     * @param mantissa significand of the operand
     * @param signExponent sign and exponent of the operand
     * @param c control state; takes exceptions, and the operand's bytes: 0-7 in {@code mantissa}, 8-9 in {@code signExponent}
     */
    public static void toDecimal(long mantissa, int signExponent, FloatContext c) {
        boolean inexact = roundMagnitude(mantissa, signExponent, c.rounding, c);
        if (c.low != 0 || Long.compareUnsigned(c.high, LARGEST_DECIMAL) > 0) {
            c.roundedUp = false;
            c.raise(FloatContext.IE);
            decimalIndefinite(c);
            return;
        }
        if (inexact) {
            c.raise(FloatContext.PE);
        }
        long rest = c.high;
        long digits = 0;
        for (int shift = 0; shift < 64; shift += 4) {
            digits |= rest % 10 << shift;
            rest /= 10;
        }
        ExtendedFormat.deliver(c, digits, (isNegative(signExponent) ? SIGN : 0) | (int) (rest / 10 << 4 | rest % 10));
    }

    /** Leaves the packed decimal indefinite, FFFFC00...0, where {@link #toDecimal} leaves its result. */
    public static void decimalIndefinite(FloatContext c) {
        ExtendedFormat.deliver(c, 0xC000_0000_0000_0000L, 0xFFFF);
    }

    /**
     * FBLD: a packed decimal operand, exact. Digits above 9 count with their value, as the manual leaves them undefined.
     *
     * @param low bytes 0-7 of the operand
     * @param high bytes 8-9 of the operand; bit 15 is the sign, bits 14-8 are ignored
     * @param c takes the result
     */
    public static void fromDecimal(long low, int high, FloatContext c) {
        long magnitude = (high >>> 4 & 15) * 10L + (high & 15);
        for (int shift = 60; shift >= 0; shift -= 4) {
            magnitude = magnitude * 10 + (low >>> shift & 15);
        }
        fromInteger(magnitude, c);
        c.signExponent |= high & SIGN;
    }

    /**
     * FRNDINT: to an integral value.
     *
     * @param mantissa significand of the operand
     * @param signExponent sign and exponent of the operand
     * @param c control state; takes result and exceptions
     */
    public static void toIntegral(long mantissa, int signExponent, FloatContext c) {
        if (ExtendedFormat.special(mantissa, signExponent, c)) {
            return;
        }
        ExtendedFormat.noteDenormals(c, ExtendedFormat.isDenormal(mantissa, signExponent));
        if (c.stopped()) {
            return;
        }
        if (mantissa == 0 || (signExponent & SPECIAL) >= BIAS + 63) {
            ExtendedFormat.deliver(c, mantissa, signExponent);
            return;
        }
        boolean negative = isNegative(signExponent);
        c.set(negative, exponent(mantissa, signExponent), significand(mantissa), 0);
        if (Integral.round(c, c.rounding)) {
            c.raise(FloatContext.PE);
        }
        fromInteger(c.high, c);
        c.signExponent = c.signExponent & SPECIAL | (negative ? SIGN : 0);
        if (c.low != 0) {
            ExtendedFormat.deliver(c, ExtendedFormat.INTEGER_BIT, signExponent & SIGN | BIAS + 64);
        }
    }
}
