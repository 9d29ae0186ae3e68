package dev.ringside.emulator.cpu.softfloat;

/** Rounds the result a context holds to the 80-bit format, with the x87's masked and unmasked responses for a register destination. */
final class ExtendedRounding {
    /** What an unmasked overflow takes from and an unmasked underflow adds to the exponent (SDM vol.1 8.5.4, 8.5.5). */
    private static final int EXPONENT_ADJUSTMENT = 24576;

    private ExtendedRounding() {
    }

    /** Rounds to 64 bits of significand. */
    static void pack(FloatContext c) {
        pack(c, 64);
    }

    /**
     * Rounds to the given number of significand bits; the exponent range is always that of the 80-bit format. A result so far out of
     * range that not even the adjusted exponent fits, which only FSCALE produces, becomes zero or infinity.
     */
    static void pack(FloatContext c, int precision) {
        if (c.high == 0) {
            ExtendedFormat.deliverZero(c, c.sign);
            return;
        }
        if (c.exponent < ExtendedFormat.MINIMUM_EXPONENT) {
            boolean tiny = Rounding.isTiny(c, precision, ExtendedFormat.MINIMUM_EXPONENT);
            if (!tiny || (c.masked & FloatContext.UE) != 0) {
                packSmall(c, precision, tiny);
                return;
            }
            c.raise(FloatContext.UE);
            c.exponent += EXPONENT_ADJUSTMENT;
            if (c.exponent < ExtendedFormat.MINIMUM_EXPONENT) {
                c.raise(FloatContext.PE);
                ExtendedFormat.deliverZero(c, c.sign);
                return;
            }
        }
        if (Rounding.round(c, precision)) {
            c.raise(FloatContext.PE);
        }
        if (c.exponent > ExtendedFormat.BIAS) {
            c.raise(FloatContext.OE);
            if ((c.masked & FloatContext.OE) != 0) {
                deliverOverflow(c, precision);
                return;
            }
            c.exponent -= EXPONENT_ADJUSTMENT;
            if (c.exponent > ExtendedFormat.BIAS) {
                c.raise(FloatContext.PE);
                c.roundedUp = true;
                ExtendedFormat.deliverInfinity(c, c.sign);
                return;
            }
        }
        deliver(c, c.exponent + ExtendedFormat.BIAS);
    }

    private static void packSmall(FloatContext c, int precision, boolean tiny) {
        Rounding.denormalize(c, ExtendedFormat.MINIMUM_EXPONENT);
        if (Rounding.round(c, precision)) {
            c.raise(tiny ? FloatContext.UE | FloatContext.PE : FloatContext.PE);
        }
        deliver(c, c.high < 0 ? 1 : 0);
    }

    private static void deliverOverflow(FloatContext c, int precision) {
        c.raise(FloatContext.PE);
        c.roundedUp = Rounding.overflowsToInfinity(c);
        if (c.roundedUp) {
            ExtendedFormat.deliverInfinity(c, c.sign);
        } else {
            c.high = -1L << 64 - precision;
            deliver(c, ExtendedFormat.SPECIAL - 1);
        }
    }

    private static void deliver(FloatContext c, int biased) {
        ExtendedFormat.deliver(c, c.high, (c.sign ? ExtendedFormat.SIGN : 0) | biased);
    }
}
