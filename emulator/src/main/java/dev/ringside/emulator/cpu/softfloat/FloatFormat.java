package dev.ringside.emulator.cpu.softfloat;

/**
 * The two IEEE interchange formats of SSE and of x87 memory operands. Values are bit patterns in a {@code long}; of a
 * {@link #SINGLE} only the low 32 bits count, and results have the upper 32 bits clear.
 */
public enum FloatFormat {
    /** float32: 24 significand bits, 8 exponent bits. */
    SINGLE(32, 24),
    /** float64: 53 significand bits, 11 exponent bits. */
    DOUBLE(64, 53);

    /** Bits of the whole value. */
    public final int width;
    /** Significand bits, the implied one included. */
    public final int precision;
    /** Unbiased exponent of the largest finite numbers; also the bias. */
    public final int maximumExponent;
    /** Unbiased exponent of the smallest normal number. */
    public final int minimumExponent;
    /** The sign bit. */
    public final long signBit;
    /** All bits of the biased exponent; also the bits of plus infinity. */
    public final long infinity;
    /** All bits of the fraction. */
    public final long fraction;
    /** The fraction's top bit, which tells quiet from signalling NaNs. */
    public final long quietBit;
    /** The QNaN an invalid operation delivers: negative, with only the quiet bit in its fraction. */
    public final long indefinite;

    FloatFormat(int width, int precision) {
        this.width = width;
        this.precision = precision;
        this.maximumExponent = (1 << width - precision - 1) - 1;
        this.minimumExponent = 1 - maximumExponent;
        this.signBit = 1L << width - 1;
        this.fraction = (1L << precision - 1) - 1;
        this.infinity = signBit - 1 & ~fraction;
        this.quietBit = 1L << precision - 2;
        this.indefinite = signBit | infinity | quietBit;
    }

    /**
     * @param value a bit pattern
     * @return whether it is a NaN, quiet or signalling
     */
    public boolean isNaN(long value) {
        return (value & signBit - 1) > infinity;
    }

    /**
     * @param value a bit pattern
     * @return whether it is a signalling NaN
     */
    public boolean isSignaling(long value) {
        return isNaN(value) && (value & quietBit) == 0;
    }

    /**
     * @param value a bit pattern
     * @return whether it is plus or minus infinity
     */
    public boolean isInfinite(long value) {
        return (value & signBit - 1) == infinity;
    }

    /**
     * @param value a bit pattern
     * @return whether it is plus or minus zero
     */
    public boolean isZero(long value) {
        return (value & signBit - 1) == 0;
    }

    /**
     * @param value a bit pattern
     * @return whether it is a nonzero number below the smallest normal one
     */
    public boolean isDenormal(long value) {
        return (value & infinity) == 0 && (value & fraction) != 0;
    }

    /**
     * @param value a bit pattern
     * @return whether its sign bit is set
     */
    public boolean isNegative(long value) {
        return (value & signBit) != 0;
    }

    /** Unbiased exponent of a finite nonzero value whose significand is normalized to 64 bits. */
    int exponent(long value) {
        int biased = (int) ((value & infinity) >>> precision - 1);
        return biased != 0 ? biased - maximumExponent
                : minimumExponent - (Long.numberOfLeadingZeros(value & fraction) - (64 - precision));
    }

    /** Significand of a finite nonzero value, shifted up until bit 63 is set. */
    long significand(long value) {
        long bits = value & fraction;
        return (value & infinity) != 0 ? (bits | fraction + 1) << 64 - precision : bits << Long.numberOfLeadingZeros(bits);
    }

    /** A zero of the given sign. */
    long zero(boolean negative) {
        return negative ? signBit : 0;
    }

    /** An infinity of the given sign. */
    long infinity(boolean negative) {
        return zero(negative) | infinity;
    }
}
