package dev.ringside.emulator.cpu.softfloat;

/** Rounds the result a context holds to a number of significand bits and fits it to a destination's exponent range. */
final class Rounding {
    private Rounding() {
    }

    /**
     * Rounds the significand at a given number of bits below bit 63 of {@code high}; a carry out moves the exponent up.
     *
     * @return whether bits were lost
     */
    static boolean round(FloatContext c, int precision) {
        long unit = 1L << 64 - precision;
        long cut = c.high & unit - 1;
        boolean half = precision == 64 ? c.low < 0 : (cut & unit >>> 1) != 0;
        boolean rest = precision == 64 ? c.low << 1 != 0 : (cut & (unit >>> 1) - 1 | c.low) != 0;
        c.roundedUp = roundsUp(c.rounding, c.sign, (c.high & unit) != 0, half, rest);
        c.high -= cut;
        c.low = 0;
        if (c.roundedUp) {
            c.high += unit;
            if (c.high == 0) {
                c.high = Long.MIN_VALUE;
                c.exponent++;
            }
        }
        return half || rest;
    }

    /** Whether the magnitude goes up, given its last kept bit, the first lost bit and whether there are others. */
    static boolean roundsUp(int rounding, boolean negative, boolean odd, boolean half, boolean rest) {
        return switch (rounding) {
            case FloatContext.NEAREST -> half && (rest || odd);
            case FloatContext.DOWN -> negative && (half || rest);
            case FloatContext.UP -> !negative && (half || rest);
            default -> false;
        };
    }

    /** Whether a result below the smallest normal number stays below it when rounded with an unbounded exponent. */
    static boolean isTiny(FloatContext c, int precision, int minimumExponent) {
        if (c.exponent >= minimumExponent) {
            return false;
        }
        long unit = 1L << 64 - precision;
        return c.exponent < minimumExponent - 1
                || c.high >>> 64 - precision != -1L >>> 64 - precision
                || !roundsUp(c.rounding, c.sign, true,
                        precision == 64 ? c.low < 0 : (c.high & unit >>> 1) != 0,
                        precision == 64 ? c.low << 1 != 0 : (c.high & (unit >>> 1) - 1 | c.low) != 0);
    }

    /** Gives a result below the smallest normal number that number's exponent, shifting its significand down. */
    static void denormalize(FloatContext c, int minimumExponent) {
        int shift = minimumExponent - c.exponent;
        c.exponent = minimumExponent;
        if (shift < 64) {
            long lost = c.low << 64 - shift;
            c.low = c.high << 64 - shift | c.low >>> shift | (lost != 0 ? 1 : 0);
            c.high >>>= shift;
        } else {
            long kept = shift < 128 ? c.high >>> shift - 64 : 0;
            boolean exact = shift < 128 && kept << shift - 64 == c.high && c.low == 0;
            c.low = exact ? kept : kept | 1;
            c.high = 0;
        }
    }

    /** Whether an overflow in this direction delivers infinity and not the largest finite number. */
    static boolean overflowsToInfinity(FloatContext c) {
        return c.rounding == FloatContext.NEAREST || c.rounding == (c.sign ? FloatContext.DOWN : FloatContext.UP);
    }

    /**
     * Rounds to an interchange format with masked responses, raising OE, UE and PE as SSE does: a tiny result raises UE when it is also
     * inexact, or when underflow is unmasked (SDM vol.1 4.9.1.5).
     *
     * @return the bit pattern; of no meaning to the guest when an unmasked exception was raised
     */
    static long pack(FloatFormat format, FloatContext c) {
        if (c.high == 0) {
            return format.zero(c.sign);
        }
        if (c.exponent < format.minimumExponent) {
            return packSmall(format, c);
        }
        if (round(c, format.precision)) {
            c.raise(FloatContext.PE);
        }
        if (c.exponent > format.maximumExponent) {
            return packOverflow(format, c);
        }
        return bits(format, c, c.exponent + format.maximumExponent);
    }

    private static long packSmall(FloatFormat format, FloatContext c) {
        boolean tiny = isTiny(c, format.precision, format.minimumExponent);
        boolean underflowMasked = (c.masked & FloatContext.UE) != 0;
        if (tiny && underflowMasked && c.flushToZero) {
            c.raise(FloatContext.UE | FloatContext.PE);
            return format.zero(c.sign);
        }
        if (tiny && !underflowMasked) {
            c.raise(FloatContext.UE);
            if (round(c, format.precision)) {
                c.raise(FloatContext.PE);
            }
            return format.zero(c.sign);
        }
        denormalize(c, format.minimumExponent);
        if (round(c, format.precision)) {
            c.raise(tiny ? FloatContext.UE | FloatContext.PE : FloatContext.PE);
        }
        return bits(format, c, c.high < 0 ? 1 : 0);
    }

    /** OE; PE joins it only while overflow is masked, when the result is replaced. */
    private static long packOverflow(FloatFormat format, FloatContext c) {
        c.raise(FloatContext.OE);
        if ((c.masked & FloatContext.OE) != 0) {
            c.raise(FloatContext.PE);
        }
        c.roundedUp = overflowsToInfinity(c);
        return c.roundedUp ? format.infinity(c.sign) : format.zero(c.sign) | format.infinity - 1;
    }

    private static long bits(FloatFormat format, FloatContext c, int biased) {
        return format.zero(c.sign) | (long) biased << format.precision - 1 | c.high >>> 64 - format.precision & format.fraction;
    }
}
