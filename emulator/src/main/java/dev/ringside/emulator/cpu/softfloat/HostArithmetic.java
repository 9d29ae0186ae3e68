package dev.ringside.emulator.cpu.softfloat;

import static dev.ringside.emulator.cpu.softfloat.Arithmetic.ADD;
import static dev.ringside.emulator.cpu.softfloat.Arithmetic.DIVIDE;
import static dev.ringside.emulator.cpu.softfloat.Arithmetic.MAXIMUM;
import static dev.ringside.emulator.cpu.softfloat.Arithmetic.MINIMUM;
import static dev.ringside.emulator.cpu.softfloat.Arithmetic.MULTIPLY;
import static dev.ringside.emulator.cpu.softfloat.Arithmetic.SQUARE_ROOT;
import static dev.ringside.emulator.cpu.softfloat.Arithmetic.SUBTRACT;
import static dev.ringside.emulator.cpu.softfloat.FloatFormat.DOUBLE;

/**
 * The plain case left to the host: round to nearest, numbers that are not denormal. The host's result counts only when operands and
 * result, as bit patterns, show that no NaN was chosen and that nothing but PE could have been raised; everything else has to be
 * computed again, exactly.
 *
 * <p>Callers pass operation and format as constants: what is not asked for is then gone once the JIT compiler has put this in line.
 */
public final class HostArithmetic {
    private static final int ROUNDING = 3 << 13, PRECISION_MASKED = 1 << 12;

    private static final long DOUBLE_EXPONENT = 0x7FF0_0000_0000_0000L, DOUBLE_LEAST = 2L << 52;
    private static final int SINGLE_EXPONENT = 0x7F80_0000, SINGLE_LEAST = 2 << 23;

    /** Below this magnitude the error of an operation on doubles may itself be too small for a double. */
    private static final double ERROR_IS_SEEN = 0x1p-900;

    private HostArithmetic() {
    }

    /** Whether MXCSR says that a plain result changes no flag, be it exact or not: to nearest, PE masked and set already. */
    public static boolean suffices(int mxcsr) {
        return (mxcsr & (ROUNDING | PRECISION_MASKED | FloatContext.PE)) == (PRECISION_MASKED | FloatContext.PE);
    }

    /** Whether MXCSR says that a plain result changes no flag if it is exact: to nearest. */
    public static boolean sufficesWhenExact(int mxcsr) {
        return (mxcsr & ROUNDING) == 0;
    }

    /** The host's result; of use only when it is {@link #plain}. Upper halves of singles do not count and are clear in the result. */
    public static long compute(Arithmetic op, FloatFormat format, long a, long b) {
        return format == DOUBLE
                ? Double.doubleToRawLongBits(compute(op, Double.longBitsToDouble(a), Double.longBitsToDouble(b)))
                : Float.floatToRawIntBits(compute(op, Float.intBitsToFloat((int) a), Float.intBitsToFloat((int) b))) & 0xFFFFFFFFL;
    }

    private static double compute(Arithmetic op, double a, double b) {
        if (op == ADD) {
            return a + b;
        } else if (op == SUBTRACT) {
            return a - b;
        } else if (op == MULTIPLY) {
            return a * b;
        } else if (op == DIVIDE) {
            return a / b;
        } else if (op == SQUARE_ROOT) {
            return Math.sqrt(b);
        }
        return (op == MINIMUM ? a < b : a > b) ? a : b;
    }

    // In single precision throughout: a root that is rounded twice is the root rounded once, as a double has more than 2 * 24 + 2 bits.
    private static float compute(Arithmetic op, float a, float b) {
        if (op == ADD) {
            return a + b;
        } else if (op == SUBTRACT) {
            return a - b;
        } else if (op == MULTIPLY) {
            return a * b;
        } else if (op == DIVIDE) {
            return a / b;
        } else if (op == SQUARE_ROOT) {
            return (float) Math.sqrt(b);
        }
        return (op == MINIMUM ? a < b : a > b) ? a : b;
    }

    /** Whether {@code result} is beyond doubt but for PE: normal operands, and a result clear of both ends of the exponent range. */
    public static boolean plain(Arithmetic op, FloatFormat format, long a, long b, long result) {
        if (op == MINIMUM || op == MAXIMUM) {
            return ordered(format, a, b);
        }
        boolean normalOperands = format == DOUBLE
                ? (b & DOUBLE_EXPONENT) != 0 && (op == SQUARE_ROOT || (a & DOUBLE_EXPONENT) != 0)
                : ((int) b & SINGLE_EXPONENT) != 0 && (op == SQUARE_ROOT || ((int) a & SINGLE_EXPONENT) != 0);
        return normalOperands && normal(format, result) || plainWithZero(op, format, a, b, result);
    }

    /** Whether a comparison is beyond doubt: neither NaNs nor denormals. */
    public static boolean ordered(FloatFormat format, long a, long b) {
        return normal(format, a) && normal(format, b)
                || !format.isDenormal(a) && !format.isDenormal(b) && !format.isNaN(a) && !format.isNaN(b);
    }

    /** Whether a number is finite and at least twice the smallest normal one. */
    private static boolean normal(FloatFormat format, long value) {
        return format == DOUBLE
                ? Long.compareUnsigned((value & DOUBLE_EXPONENT) - DOUBLE_LEAST, DOUBLE_EXPONENT - DOUBLE_LEAST) < 0
                : Integer.compareUnsigned(((int) value & SINGLE_EXPONENT) - SINGLE_LEAST, SINGLE_EXPONENT - SINGLE_LEAST) < 0;
    }

    /** The rest of {@link #plain}: zeros and small sums. */
    private static boolean plainWithZero(Arithmetic op, FloatFormat format, long a, long b, long result) {
        if (op == SQUARE_ROOT) {
            return format.isZero(b);
        }
        if (format.isDenormal(a) || format.isDenormal(b)) {
            return false;
        }
        if (op == ADD || op == SUBTRACT) {
            return !format.isDenormal(result) && (result & format.infinity) != format.infinity;
        } else if (op == MULTIPLY) {
            return format.isZero(result) && (format.isZero(a) || format.isZero(b));
        }
        return format.isZero(result) && (format.isZero(a) || format.isInfinite(b));
    }

    /** Whether a {@link #plain} result is known to be exact; false may also mean that it is not known. */
    public static boolean exact(Arithmetic op, FloatFormat format, long a, long b, long result) {
        return op == MINIMUM || op == MAXIMUM || (format == DOUBLE
                ? exact(op, Double.longBitsToDouble(a), Double.longBitsToDouble(b), Double.longBitsToDouble(result))
                : exact(op, Float.intBitsToFloat((int) a), Float.intBitsToFloat((int) b), Float.intBitsToFloat((int) result)));
    }

    // The error of a sum is Knuth's (volume 2, 4.2.2, theorem B); those of the others come out of a multiplication without rounding.
    private static boolean exact(Arithmetic op, double a, double b, double result) {
        if (op == ADD || op == SUBTRACT) {
            double second = op == ADD ? b : -b;
            double part = result - a;
            return a - (result - part) + (second - part) == 0;
        } else if (op == MULTIPLY) {
            return result == 0 || Math.abs(result) > ERROR_IS_SEEN && Math.fma(a, b, -result) == 0;
        } else if (op == DIVIDE) {
            return result == 0 || Math.abs(a) > ERROR_IS_SEEN && Math.fma(result, b, -a) == 0;
        }
        return result == 0 || b > ERROR_IS_SEEN && Math.fma(result, result, -b) == 0;
    }

    // Products of two singles are doubles.
    private static boolean exact(Arithmetic op, float a, float b, float result) {
        if (op == ADD || op == SUBTRACT) {
            float second = op == ADD ? b : -b;
            float part = result - a;
            return a - (result - part) + (second - part) == 0;
        } else if (op == MULTIPLY) {
            return (double) a * b == result;
        } else if (op == DIVIDE) {
            return result == 0 || (double) result * b == a;
        }
        return (double) result * result == b;
    }
}
