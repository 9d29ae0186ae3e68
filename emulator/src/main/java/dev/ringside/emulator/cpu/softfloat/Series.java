package dev.ringside.emulator.cpu.softfloat;

/**
 * A power series summed from its last term (Horner's rule) in 128-bit fixed point. The partial sums of all series used here stay
 * between 0 and 2: they are kept as {@code high.low * 2^-127}. Multiplications cut off, so that a positive term never rounds up to its
 * bound and a sum that is truly below 1 stays below it.
 */
final class Series {
    /** Terms after which the sine and cosine of at most pi/4, in powers of the square, have 110 bits. */
    private static final int CIRCULAR_TERMS = 15;
    /** Terms after which {@code (e^x-1)/x} for |x| up to ln 2 has 110 bits. */
    private static final int EXPONENTIAL_TERMS = 28;
    /** Terms after which the inverse hyperbolic tangent up to 0.172, in powers of the square, has 110 bits. */
    private static final int HYPERBOLIC_TERMS = 22;
    /** Terms after which the inverse tangent up to 1/16, in powers of the square, has 110 bits. */
    private static final int INVERSE_TERMS = 14;

    private final long stepHigh;
    private final long stepLow;
    private long high = Long.MIN_VALUE;
    private long low;

    /** Starts with the sum 1, for a step that is a magnitude below 1. */
    private Series(Wide step) {
        int shift = -1 - step.exponent();
        boolean vanishes = step.isZero() || shift > 127;
        stepHigh = vanishes || shift >= 64 ? 0 : step.high() >>> shift;
        stepLow = vanishes ? 0
                : shift >= 64 ? step.high() >>> shift - 64
                : shift == 0 ? step.low() : step.high() << 64 - shift | step.low() >>> shift;
    }

    /** {@code sin(x)/x = 1 - x^2/(2*3) * (1 - x^2/(4*5) * (...))}. */
    static Wide sineRatio(Wide square) {
        Series s = new Series(square);
        for (int k = CIRCULAR_TERMS; k > 0; k--) {
            s.timesStep();
            s.divide(2 * k * (2 * k + 1));
            s.subtractFromOne();
        }
        return s.sum();
    }

    /** {@code cos(x) = 1 - x^2/(1*2) * (1 - x^2/(3*4) * (...))}. */
    static Wide cosine(Wide square) {
        Series s = new Series(square);
        for (int k = CIRCULAR_TERMS; k > 0; k--) {
            s.timesStep();
            s.divide(2 * k * (2 * k - 1));
            s.subtractFromOne();
        }
        return s.sum();
    }

    /** {@code (e^x-1)/x = 1 + x/2 * (1 + x/3 * (...))}. */
    static Wide exponentialRatio(Wide x) {
        Series s = new Series(x);
        for (int k = EXPONENTIAL_TERMS; k > 1; k--) {
            s.timesStep();
            s.divide(k);
            if (x.negative()) {
                s.subtractFromOne();
            } else {
                s.high += Long.MIN_VALUE;
            }
        }
        return s.sum();
    }

    /** {@code artanh(x)/x = 1 + x^2/3 + x^4/5 + ...}. */
    static Wide hyperbolicRatio(Wide square) {
        Series s = new Series(square);
        s.divide(2 * HYPERBOLIC_TERMS + 1);
        for (int k = HYPERBOLIC_TERMS - 1; k >= 0; k--) {
            s.timesStep();
            s.addToReciprocal(2 * k + 1, false);
        }
        return s.sum();
    }

    /** {@code arctan(x)/x = 1 - x^2/3 + x^4/5 - ...}. */
    static Wide inverseRatio(Wide square) {
        Series s = new Series(square);
        s.divide(2 * INVERSE_TERMS + 1);
        for (int k = INVERSE_TERMS - 1; k >= 0; k--) {
            s.timesStep();
            s.addToReciprocal(2 * k + 1, true);
        }
        return s.sum();
    }

    private void timesStep() {
        long crossA = Math.unsignedMultiplyHigh(high, stepLow);
        long crossB = Math.unsignedMultiplyHigh(low, stepHigh);
        long cross = crossA + crossB;
        long carry = Long.compareUnsigned(cross, crossA) < 0 ? 1 : 0;
        long lower = high * stepHigh + cross;
        carry += Long.compareUnsigned(lower, cross) < 0 ? 1 : 0;
        high = Math.unsignedMultiplyHigh(high, stepHigh) + carry;
        low = lower;
    }

    private void divide(int divisor) {
        long upper = Long.divideUnsigned(high, divisor);
        long middle = high - upper * divisor << 32 | low >>> 32;
        long lower = middle % divisor << 32 | low & 0xFFFFFFFFL;
        high = upper;
        low = middle / divisor << 32 | lower / divisor;
    }

    /** One minus the sum; a term too small for these 128 bits still counts as something. */
    private void subtractFromOne() {
        if ((high | low) == 0) {
            low = 1;
        }
        high = Long.MIN_VALUE - high - (low != 0 ? 1 : 0);
        low = -low;
    }

    private void addToReciprocal(int denominator, boolean alternate) {
        long termHigh = high;
        long termLow = alternate && (high | low) == 0 ? 1 : low;
        high = Long.MIN_VALUE;
        low = 0;
        divide(denominator);
        if (alternate) {
            long borrow = Long.compareUnsigned(low, termLow) < 0 ? 1 : 0;
            high -= termHigh + borrow;
            low -= termLow;
        } else {
            low += termLow;
            high += termHigh + (Long.compareUnsigned(low, termLow) < 0 ? 1 : 0);
        }
    }

    private Wide sum() {
        return high < 0 ? new Wide(false, 0, high, low) : new Wide(false, -1, high << 1 | low >>> 63, low << 1);
    }
}
