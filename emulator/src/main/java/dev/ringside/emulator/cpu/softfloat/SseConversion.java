package dev.ringside.emulator.cpu.softfloat;

/** Conversions of SSE, SSE2 and SSE4.1 between float32, float64 and integers, and rounding to integral values. */
public final class SseConversion {
    private SseConversion() {
    }

    /**
     * CVTSI2SS, CVTSI2SD, CVTDQ2PS, CVTDQ2PD, CVTPI2PS, CVTPI2PD: a signed integer as a floating point number. Raises PE only.
     *
     * @param format of the result
     * @param value the integer; 32-bit sources are sign-extended
     * @param c control state, and where exceptions go
     * @return the result's bit pattern
     */
    public static long fromInteger(FloatFormat format, long value, FloatContext c) {
        if (value == 0) {
            return 0;
        }
        long magnitude = Math.abs(value);
        int shift = Long.numberOfLeadingZeros(magnitude);
        c.set(value < 0, 63 - shift, magnitude << shift, 0);
        return Rounding.pack(format, c);
    }

    /**
     * CVTSS2SI, CVTSD2SI, CVTPS2DQ, CVTPD2DQ and, with {@link FloatContext#TOWARD_ZERO}, CVTTSS2SI, CVTTSD2SI, CVTTPS2DQ, CVTTPD2DQ and
     * their MMX forms. Raises IE when the rounded value does not fit, otherwise PE when it differs; never DE.
     *
     * @param format of the operand
     * @param value the operand
     * @param width 32 or 64, the signed result's bits
     * @param rounding the rounding control to use: {@link FloatContext#rounding} or TOWARD_ZERO
     * @param c control state, and where exceptions go
     * @return the integer, sign-extended; the most negative one ("integer indefinite") after IE
     */
    public static long toInteger(FloatFormat format, long value, int width, int rounding, FloatContext c) {
        long a = SseArithmetic.flushed(format, value, c);
        if (format.isZero(a)) {
            return 0;
        }
        long indefinite = Long.MIN_VALUE >> 64 - width;
        if ((a & format.infinity) == format.infinity || format.exponent(a) > 63) {
            c.raise(FloatContext.IE);
            return indefinite;
        }
        boolean negative = format.isNegative(a);
        c.set(negative, format.exponent(a), format.significand(a), 0);
        boolean inexact = Integral.round(c, rounding);
        long magnitude = c.high;
        boolean fits = c.low == 0 && (Long.compareUnsigned(magnitude, ~indefinite) <= 0 || negative && magnitude == -indefinite);
        if (!fits) {
            c.raise(FloatContext.IE);
            return indefinite;
        }
        if (inexact) {
            c.raise(FloatContext.PE);
        }
        return negative ? -magnitude : magnitude;
    }

    /**
     * CVTSS2SD, CVTPS2PD, CVTSD2SS, CVTPD2PS: to the other format. A NaN keeps the upper bits of its fraction and becomes quiet.
     *
     * @param from the operand's format
     * @param to the result's format
     * @param value the operand
     * @param c control state, and where exceptions go
     * @return the result's bit pattern
     */
    public static long convert(FloatFormat from, FloatFormat to, long value, FloatContext c) {
        long sign = from.isNegative(value) ? to.signBit : 0;
        if (from.isNaN(value)) {
            long quiet = SseArithmetic.chooseNaN(from, value, value, c) & from.fraction;
            int widened = to.precision - from.precision;
            return sign | to.infinity | (widened >= 0 ? quiet << widened : quiet >>> -widened);
        }
        long a = SseArithmetic.operand(from, value, c);
        if (from.isInfinite(a)) {
            return sign | to.infinity;
        }
        if (from.isZero(a)) {
            return sign;
        }
        c.set(sign != 0, from.exponent(a), from.significand(a), 0);
        return Rounding.pack(to, c);
    }

    /**
     * ROUNDSS, ROUNDSD, ROUNDPS, ROUNDPD: to an integral value in the same format; the sign of a zero result is the operand's. Raises IE
     * on a signalling NaN and PE unless that is suppressed; never DE.
     *
     * @param format of operand and result
     * @param value the operand
     * @param rounding the rounding control to use: {@link FloatContext#rounding} when immediate bit 2 is set, else immediate bits 1-0
     * @param suppressInexact immediate bit 3: do not raise PE
     * @param c control state, and where exceptions go
     * @return the result's bit pattern
     */
    public static long toIntegral(FloatFormat format, long value, int rounding, boolean suppressInexact, FloatContext c) {
        if (format.isNaN(value)) {
            return SseArithmetic.chooseNaN(format, value, value, c);
        }
        long a = SseArithmetic.flushed(format, value, c);
        if (format.isZero(a) || format.isInfinite(a) || format.exponent(a) >= format.precision - 1) {
            return a;
        }
        boolean negative = format.isNegative(a);
        c.set(negative, format.exponent(a), format.significand(a), 0);
        if (Integral.round(c, rounding) && !suppressInexact) {
            c.raise(FloatContext.PE);
        }
        if (c.high == 0) {
            return format.zero(negative);
        }
        int shift = Long.numberOfLeadingZeros(c.high);
        c.set(negative, 63 - shift, c.high << shift, 0);
        return Rounding.pack(format, c);
    }
}
