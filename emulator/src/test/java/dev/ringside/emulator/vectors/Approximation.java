package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Undefined;

/** Results that the manual gives only within a bound. */
final class Approximation {
    /** SDM vol. 2, RCPPS and RSQRTPS: both processors may be off by this much, in opposite directions. */
    private static final double RELATIVE = 2 * 1.5 / 4096;
    private static final int EXPONENT = 0x7FFF;
    /** By how much the exponent of a result is raised when underflow is unmasked (SDM vol. 1, 8.5.5). */
    private static final int UNDERFLOW_BIAS = 24576;

    private Approximation() {}

    /** Whether two 80-bit numbers are equal, or one unit in the last place apart where the row allows that. */
    static boolean extendedAgrees(Row row, long mantissa, int signExponent, long otherMantissa, int otherSignExponent) {
        if (mantissa == otherMantissa && signExponent == otherSignExponent) {
            return true;
        }
        if (!row.undefined().contains(Undefined.WITHIN_1_ULP)) {
            return false;
        }
        return below(mantissa, signExponent, otherMantissa, otherSignExponent) || below(otherMantissa, otherSignExponent, mantissa, signExponent);
    }

    /** Whether the second number is the next in magnitude after the first. */
    private static boolean below(long mantissa, int signExponent, long nextMantissa, int nextSignExponent) {
        if (signExponent == nextSignExponent) {
            return nextMantissa - mantissa == 1;
        }
        if (nextMantissa != Long.MIN_VALUE) {
            return false;
        }
        boolean denormal = (signExponent & EXPONENT) == 0;
        boolean plain = nextSignExponent == signExponent + 1 && mantissa == (denormal ? Long.MAX_VALUE : -1);
        return plain || (nextSignExponent & EXPONENT) == 1 && nextSignExponent - 1 + UNDERFLOW_BIAS == signExponent && mantissa == -1;
    }

    /** Whether ST(i) is, but for its sign, the smallest normal number or the next below, as delivered with underflow masked or unmasked. */
    static boolean besideSmallestNormal(MachineState state, int i) {
        long mantissa = state.mantissa(i);
        return switch (state.signExponent(i) & EXPONENT) {
            case 0 -> mantissa == Long.MAX_VALUE;
            case 1 -> mantissa == Long.MIN_VALUE;
            case UNDERFLOW_BIAS -> mantissa == -1;
            default -> false;
        };
    }

    /** Whether two halves of an XMM register are equal, or their singles close where the row allows that. */
    static boolean singlesAgree(Row row, long half, long other) {
        if (half == other) {
            return true;
        }
        return row.undefined().contains(Undefined.WITHIN_RELATIVE_ERROR) && close((int) half, (int) other)
                && close((int) (half >>> 32), (int) (other >>> 32));
    }

    private static boolean close(int a, int b) {
        double x = Float.intBitsToFloat(a);
        double y = Float.intBitsToFloat(b);
        return a == b || Math.abs(x - y) <= RELATIVE * Math.abs(x);
    }
}
