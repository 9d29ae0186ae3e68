package dev.ringside.emulator.cpu.softfloat;

/**
 * The plain case left to the host: round to nearest, normal numbers only. The host's result is used only when the operands and the
 * result show that nothing but PE could have been raised; everything else is computed again, exactly.
 */
final class HostArithmetic {
    private HostArithmetic() {
    }

    static long add(FloatFormat format, long a, long b) {
        return format == FloatFormat.DOUBLE
                ? Double.doubleToRawLongBits(Double.longBitsToDouble(a) + Double.longBitsToDouble(b))
                : bits(Float.intBitsToFloat((int) a) + Float.intBitsToFloat((int) b));
    }

    static long multiply(FloatFormat format, long a, long b) {
        return format == FloatFormat.DOUBLE
                ? Double.doubleToRawLongBits(Double.longBitsToDouble(a) * Double.longBitsToDouble(b))
                : bits(Float.intBitsToFloat((int) a) * Float.intBitsToFloat((int) b));
    }

    static long divide(FloatFormat format, long a, long b) {
        return format == FloatFormat.DOUBLE
                ? Double.doubleToRawLongBits(Double.longBitsToDouble(a) / Double.longBitsToDouble(b))
                : bits(Float.intBitsToFloat((int) a) / Float.intBitsToFloat((int) b));
    }

    private static long bits(float value) {
        return Float.floatToRawIntBits(value) & 0xFFFFFFFFL;
    }

    /** Whether a sum is beyond doubt: normal or zero operands, a normal or zero result. */
    static boolean plain(FloatFormat format, long a, long b, long result) {
        return !format.isDenormal(a) && !format.isDenormal(b) && !format.isDenormal(result)
                && (result & format.infinity) != format.infinity;
    }

    /** Whether a product or quotient is beyond doubt: normal operands, and a result clear of both ends of the exponent range. */
    static boolean plainScaled(FloatFormat format, long a, long b, long result) {
        long leastExponent = 2L << format.precision - 1;
        return (a & format.infinity) != 0 && (b & format.infinity) != 0
                && (result & format.infinity) != format.infinity && (result & format.infinity) >= leastExponent
                && (b & format.infinity) != format.infinity;
    }
}
