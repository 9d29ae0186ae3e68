package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.RegisterValue;

/** An 80-bit floating-point number (SDM vol. 1, 4.2.2) as text, rounded to a double. */
final class ExtendedText {
    private static final int BIAS = 16383;
    private static final int SPECIAL = 0x7FFF;

    private ExtendedText() {}

    static String of(RegisterValue value) {
        boolean negative = (value.high() & 0x8000) != 0;
        int exponent = (int) value.high() & SPECIAL;
        long mantissa = value.low();
        if (exponent == SPECIAL) {
            return mantissa << 1 == 0 ? negative ? "-inf" : "inf" : "nan";
        }
        // The mantissa has 63 bits behind its point; scalb rounds once where a double cannot hold the exponent.
        double magnitude = Math.scalb(unsigned(mantissa), Math.max(exponent, 1) - BIAS - 63);
        return Double.toString(negative ? -magnitude : magnitude);
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }
}
