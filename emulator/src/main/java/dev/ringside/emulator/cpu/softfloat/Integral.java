package dev.ringside.emulator.cpu.softfloat;

/** Rounding to integers. */
final class Integral {
    private Integral() {
    }

    /**
     * Replaces the context's value, of magnitude below 2^64, by the integer it rounds to: the magnitude in {@code high}, and {@code low}
     * set to 1 if it has grown to 2^64. Raises nothing; sets {@link FloatContext#roundedUp}.
     *
     * @param rounding the rounding control to use
     * @return whether the integer differs from the value
     */
    static boolean round(FloatContext c, int rounding) {
        int fractionBits = 63 - c.exponent;
        long whole;
        boolean half;
        boolean rest;
        if (fractionBits > 64) {
            whole = 0;
            half = false;
            rest = true;
        } else if (fractionBits == 64) {
            whole = 0;
            half = true;
            rest = c.high << 1 != 0 || c.low != 0;
        } else if (fractionBits == 0) {
            whole = c.high;
            half = c.low < 0;
            rest = c.low << 1 != 0;
        } else {
            whole = c.high >>> fractionBits;
            half = (c.high >>> fractionBits - 1 & 1) != 0;
            rest = (c.high & (1L << fractionBits - 1) - 1 | c.low) != 0;
        }
        c.roundedUp = Rounding.roundsUp(rounding, c.sign, (whole & 1) != 0, half, rest);
        c.high = c.roundedUp ? whole + 1 : whole;
        c.low = c.roundedUp && c.high == 0 ? 1 : 0;
        return half || rest;
    }
}
