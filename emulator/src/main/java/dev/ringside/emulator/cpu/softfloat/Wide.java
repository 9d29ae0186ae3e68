package dev.ringside.emulator.cpu.softfloat;

/**
 * A floating point number with a 128-bit significand, good to about 120 bits, for what the transcendental functions compute before their
 * only rounding to 64 bits. The value is {@code high.low * 2^(exponent-127)}; bit 63 of {@code high} is set unless it is zero.
 */
record Wide(boolean negative, int exponent, long high, long low) {
    static final Wide ZERO = new Wide(false, 0, 0, 0);
    static final Wide ONE = new Wide(false, 0, Long.MIN_VALUE, 0);

    /** A finite 80-bit value, exact. */
    static Wide of(long mantissa, int signExponent) {
        if (mantissa == 0) {
            return ZERO;
        }
        return new Wide(ExtendedFormat.isNegative(signExponent), ExtendedFormat.exponent(mantissa, signExponent),
                ExtendedFormat.significand(mantissa), 0);
    }

    /** A small integer, exact. */
    static Wide of(int value) {
        if (value == 0) {
            return ZERO;
        }
        long magnitude = Math.abs((long) value);
        int shift = Long.numberOfLeadingZeros(magnitude);
        return new Wide(value < 0, 63 - shift, magnitude << shift, 0);
    }

    boolean isZero() {
        return high == 0;
    }

    Wide negate() {
        return new Wide(!negative, exponent, high, low);
    }

    Wide withSign(boolean sign) {
        return new Wide(sign, exponent, high, low);
    }

    /** The value times {@code 2^power}. */
    Wide scaled(int power) {
        return isZero() ? this : new Wide(negative, exponent + power, high, low);
    }

    Wide times(Wide b) {
        if (isZero() || b.isZero()) {
            return ZERO;
        }
        long crossA = Math.unsignedMultiplyHigh(high, b.low);
        long crossB = Math.unsignedMultiplyHigh(low, b.high);
        long cross = crossA + crossB;
        long carry = Long.compareUnsigned(cross, crossA) < 0 ? 1 : 0;
        long lower = high * b.high + cross;
        carry += Long.compareUnsigned(lower, cross) < 0 ? 1 : 0;
        long upper = Math.unsignedMultiplyHigh(high, b.high) + carry;
        boolean sign = negative != b.negative;
        return upper < 0 ? new Wide(sign, exponent + b.exponent + 1, upper, lower)
                : new Wide(sign, exponent + b.exponent, upper << 1 | lower >>> 63, lower << 1);
    }

    /** The quotient by a nonzero number: an approximate reciprocal, made twice as exact by one step of Newton's iteration. */
    Wide dividedBy(Wide b) {
        long quotient = WideArithmetic.divide128(1L << 62, 0, b.high);
        int shift = Long.numberOfLeadingZeros(quotient);
        Wide reciprocal = new Wide(b.negative, -b.exponent - shift, quotient << shift, 0);
        Wide rest = ONE.minus(reciprocal.times(b));
        return times(reciprocal.plus(reciprocal.times(rest)));
    }

    Wide minus(Wide b) {
        return plus(b.negate());
    }

    Wide plus(Wide b) {
        if (isZero()) {
            return b;
        }
        if (b.isZero()) {
            return this;
        }
        boolean larger = exponent != b.exponent ? exponent > b.exponent
                : high != b.high ? Long.compareUnsigned(high, b.high) > 0 : Long.compareUnsigned(low, b.low) >= 0;
        return larger ? plusSmaller(b) : b.plusSmaller(this);
    }

    private Wide plusSmaller(Wide b) {
        int distance = exponent - b.exponent;
        if (distance > 127) {
            return this;
        }
        long bHigh = distance < 64 ? b.high >>> distance : 0;
        long bLow = distance == 0 ? b.low
                : distance < 64 ? b.low >>> distance | b.high << 64 - distance
                : b.high >>> distance - 64;
        if (negative == b.negative) {
            long sumLow = low + bLow;
            long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
            long sum = high + bHigh + carry;
            boolean overflow = (high & bHigh | (high | bHigh) & ~sum) < 0;
            return !overflow ? new Wide(negative, exponent, sum, sumLow)
                    : new Wide(negative, exponent + 1, sum >>> 1 | Long.MIN_VALUE, sumLow >>> 1 | sum << 63);
        }
        long borrow = Long.compareUnsigned(low, bLow) < 0 ? 1 : 0;
        return normalized(negative, exponent, high - bHigh - borrow, low - bLow);
    }

    private static Wide normalized(boolean negative, int exponent, long high, long low) {
        if (high != 0) {
            int shift = Long.numberOfLeadingZeros(high);
            return shift == 0 ? new Wide(negative, exponent, high, low)
                    : new Wide(negative, exponent - shift, high << shift | low >>> 64 - shift, low << shift);
        }
        if (low == 0) {
            return ZERO;
        }
        int shift = Long.numberOfLeadingZeros(low);
        return new Wide(negative, exponent - 64 - shift, low << shift, 0);
    }

    /** Rounds to the 80-bit format, as the result of a function whose value is never exact. */
    void deliverInexact(FloatContext c) {
        c.set(negative, exponent, high, low | 1);
        ExtendedRounding.pack(c);
    }

    /** Rounds to the 80-bit format an exact value that the hardware nevertheless reports as inexact, and as underflow when tiny. */
    void deliverReportedInexact(FloatContext c) {
        c.set(negative, exponent, high, low);
        ExtendedRounding.pack(c);
        c.raise(exponent < ExtendedFormat.MINIMUM_EXPONENT ? FloatContext.UE | FloatContext.PE : FloatContext.PE);
    }
}
