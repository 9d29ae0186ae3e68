package dev.ringside.emulator.cpu.softfloat;

import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SIGN;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.exponent;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.invalid;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isDenormal;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isInfinite;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isNegative;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isZero;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.noteDenormals;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.significand;

/**
 * The x87 operations that precision control governs: add, subtract, multiply, divide, square root on 80-bit values. Results are left in
 * {@link FloatContext#mantissa} and {@link FloatContext#signExponent}; they are of no meaning when {@link FloatContext#stopped}.
 */
public final class ExtendedArithmetic {
    /** An operation of two operands; all binary methods of this class have this shape. */
    @FunctionalInterface
    public interface Binary {
        /**
         * @param ma significand of the first operand
         * @param sa sign and exponent of the first operand
         * @param mb significand of the second operand
         * @param sb sign and exponent of the second operand
         * @param c control state; takes result and exceptions
         */
        void apply(long ma, int sa, long mb, int sb, FloatContext c);
    }

    private ExtendedArithmetic() {
    }

    /** FADD: {@code a + b}. See {@link Binary#apply}. */
    public static void add(long ma, int sa, long mb, int sb, FloatContext c) {
        if (!ExtendedFormat.special(ma, sa, mb, sb, c)) {
            sum(ma, sa, mb, sb, c);
        }
    }

    /** FSUB: {@code a - b}. See {@link Binary#apply}. */
    public static void subtract(long ma, int sa, long mb, int sb, FloatContext c) {
        if (!ExtendedFormat.special(ma, sa, mb, sb, c)) {
            sum(ma, sa, mb, sb ^ SIGN, c);
        }
    }

    /** FSUBR: {@code b - a}. See {@link Binary#apply}. */
    public static void subtractReversed(long ma, int sa, long mb, int sb, FloatContext c) {
        subtract(mb, sb, ma, sa, c);
    }

    private static void sum(long ma, int sa, long mb, int sb, FloatContext c) {
        boolean infiniteA = isInfinite(ma, sa);
        boolean infiniteB = isInfinite(mb, sb);
        if (infiniteA && infiniteB && sa != sb) {
            invalid(c);
            return;
        }
        noteDenormals(c, isDenormal(ma, sa) || isDenormal(mb, sb));
        if (c.stopped()) {
            return;
        }
        if (infiniteA || infiniteB) {
            ExtendedFormat.deliverInfinity(c, isNegative(infiniteA ? sa : sb));
        } else if (ma == 0 && mb == 0) {
            ExtendedFormat.deliverZero(c, sa == sb ? isNegative(sa) : c.rounding == FloatContext.DOWN);
        } else if (ma == 0) {
            pass(mb, sb, c);
        } else if (mb == 0) {
            pass(ma, sa, c);
        } else {
            WideArithmetic.add(c, isNegative(sa), exponent(ma, sa), significand(ma), isNegative(sb), exponent(mb, sb), significand(mb));
            ExtendedRounding.pack(c, c.precision);
        }
    }

    /** An operand that is itself the result, but for precision control. */
    private static void pass(long mantissa, int signExponent, FloatContext c) {
        c.set(isNegative(signExponent), exponent(mantissa, signExponent), significand(mantissa), 0);
        ExtendedRounding.pack(c, c.precision);
    }

    /** FMUL: {@code a * b}. See {@link Binary#apply}. */
    public static void multiply(long ma, int sa, long mb, int sb, FloatContext c) {
        if (ExtendedFormat.special(ma, sa, mb, sb, c)) {
            return;
        }
        boolean sign = isNegative(sa ^ sb);
        boolean infinite = isInfinite(ma, sa) || isInfinite(mb, sb);
        boolean zero = isZero(ma, sa) || isZero(mb, sb);
        if (infinite && zero) {
            invalid(c);
            return;
        }
        noteDenormals(c, isDenormal(ma, sa) || isDenormal(mb, sb));
        if (c.stopped()) {
            return;
        }
        if (infinite) {
            ExtendedFormat.deliverInfinity(c, sign);
        } else if (zero) {
            ExtendedFormat.deliverZero(c, sign);
        } else {
            WideArithmetic.multiply(c, sign, exponent(ma, sa), significand(ma), exponent(mb, sb), significand(mb));
            ExtendedRounding.pack(c, c.precision);
        }
    }

    /** FDIV: {@code a / b}. See {@link Binary#apply}. */
    public static void divide(long ma, int sa, long mb, int sb, FloatContext c) {
        if (ExtendedFormat.special(ma, sa, mb, sb, c)) {
            return;
        }
        boolean sign = isNegative(sa ^ sb);
        boolean infiniteA = isInfinite(ma, sa);
        boolean infiniteB = isInfinite(mb, sb);
        boolean zeroA = isZero(ma, sa);
        boolean zeroB = isZero(mb, sb);
        if (infiniteA && infiniteB || zeroA && zeroB) {
            invalid(c);
            return;
        }
        if (zeroB && !infiniteA) {
            c.raise(FloatContext.ZE);
            ExtendedFormat.deliverInfinity(c, sign);
            return;
        }
        noteDenormals(c, isDenormal(ma, sa) || isDenormal(mb, sb));
        if (c.stopped()) {
            return;
        }
        if (infiniteA) {
            ExtendedFormat.deliverInfinity(c, sign);
        } else if (zeroA || infiniteB) {
            ExtendedFormat.deliverZero(c, sign);
        } else {
            WideArithmetic.divide(c, sign, exponent(ma, sa), significand(ma), exponent(mb, sb), significand(mb));
            ExtendedRounding.pack(c, c.precision);
        }
    }

    /** FDIVR: {@code b / a}. See {@link Binary#apply}. */
    public static void divideReversed(long ma, int sa, long mb, int sb, FloatContext c) {
        divide(mb, sb, ma, sa, c);
    }

    /**
     * FSQRT.
     *
     * @param mantissa significand of the operand
     * @param signExponent sign and exponent of the operand
     * @param c control state; takes result and exceptions
     */
    public static void squareRoot(long mantissa, int signExponent, FloatContext c) {
        if (ExtendedFormat.special(mantissa, signExponent, c)) {
            return;
        }
        if (isZero(mantissa, signExponent)) {
            ExtendedFormat.deliver(c, mantissa, signExponent);
            return;
        }
        if (isNegative(signExponent)) {
            invalid(c);
            return;
        }
        noteDenormals(c, isDenormal(mantissa, signExponent));
        if (c.stopped()) {
            return;
        }
        if (isInfinite(mantissa, signExponent)) {
            ExtendedFormat.deliver(c, mantissa, signExponent);
            return;
        }
        WideArithmetic.squareRoot(c, exponent(mantissa, signExponent), significand(mantissa));
        ExtendedRounding.pack(c, c.precision);
    }

    /**
     * FCOM, FCOMI, FTST and, with quiet NaNs allowed, FUCOM, FUCOMI: the relation of two operands.
     *
     * @param ma significand of the first operand
     * @param sa sign and exponent of the first operand
     * @param mb significand of the second operand
     * @param sb sign and exponent of the second operand
     * @param quietIsInvalid whether a QNaN raises IE
     * @param c control state; takes exceptions
     * @return one of {@link SseComparison#LESS}, {@link SseComparison#EQUAL}, {@link SseComparison#GREATER},
     *     {@link SseComparison#UNORDERED}
     */
    public static int compare(long ma, int sa, long mb, int sb, boolean quietIsInvalid, FloatContext c) {
        if (ExtendedFormat.isUnsupported(ma, sa) || ExtendedFormat.isUnsupported(mb, sb)) {
            c.raise(FloatContext.IE);
            return SseComparison.UNORDERED;
        }
        if (ExtendedFormat.isNaN(ma, sa) || ExtendedFormat.isNaN(mb, sb)) {
            if (quietIsInvalid || ExtendedFormat.isSignaling(ma, sa) || ExtendedFormat.isSignaling(mb, sb)) {
                c.raise(FloatContext.IE);
            }
            return SseComparison.UNORDERED;
        }
        noteDenormals(c, isDenormal(ma, sa) || isDenormal(mb, sb));
        if (ma == 0 && mb == 0) {
            return SseComparison.EQUAL;
        }
        boolean negative = isNegative(sa);
        if (ma == 0 || mb == 0 || negative != isNegative(sb)) {
            return (ma == 0 ? !isNegative(sb) : negative) ? SseComparison.LESS : SseComparison.GREATER;
        }
        int order = Integer.compare(exponent(ma, sa), exponent(mb, sb));
        if (order == 0) {
            order = Integer.signum(Long.compareUnsigned(significand(ma), significand(mb)));
        }
        return negative ? -order : order;
    }
}
