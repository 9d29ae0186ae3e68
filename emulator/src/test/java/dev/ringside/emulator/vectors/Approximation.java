package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Undefined;

/** Results that the manual gives only within a bound. */
final class Approximation {
    /** SDM vol. 2, RCPPS and RSQRTPS: both processors may be off by this much, in opposite directions. */
    private static final double RELATIVE = 2 * 1.5 / 4096;

    private Approximation() {}

    /** Whether two 80-bit numbers are equal, or one unit in the last place apart where the row allows that. */
    static boolean extendedAgrees(Row row, long mantissa, int signExponent, long otherMantissa, int otherSignExponent) {
        if (mantissa == otherMantissa && signExponent == otherSignExponent) {
            return true;
        }
        if (!row.undefined().contains(Undefined.WITHIN_1_ULP)) {
            return false;
        }
        if (signExponent == otherSignExponent) {
            return Math.abs(mantissa - otherMantissa) == 1;
        }
        boolean up = otherSignExponent == signExponent + 1 && mantissa == -1 && otherMantissa == Long.MIN_VALUE;
        boolean down = signExponent == otherSignExponent + 1 && otherMantissa == -1 && mantissa == Long.MIN_VALUE;
        return up || down;
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
