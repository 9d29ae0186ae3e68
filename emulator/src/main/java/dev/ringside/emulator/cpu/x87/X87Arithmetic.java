package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.softfloat.ExtendedArithmetic;
import dev.ringside.emulator.cpu.softfloat.ExtendedConversion;
import dev.ringside.emulator.cpu.softfloat.ExtendedFormat;
import dev.ringside.emulator.cpu.softfloat.ExtendedRemainder;
import dev.ringside.emulator.cpu.softfloat.ExtendedScaling;
import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;

/** The basic arithmetic instructions over the register stack (SDM vol.1 8.3.5). */
public final class X87Arithmetic {
    /** An operation on ST(0) alone; all such methods of the softfloat package have this shape. */
    @FunctionalInterface
    public interface Unary {
        /**
         * @param mantissa significand of the operand
         * @param signExponent sign and exponent of the operand
         * @param c control state; takes result and exceptions
         */
        void apply(long mantissa, int signExponent, FloatContext c);
    }

    /** FADD. */
    public static final ExtendedArithmetic.Binary ADD = ExtendedArithmetic::add;
    /** FMUL. */
    public static final ExtendedArithmetic.Binary MUL = ExtendedArithmetic::multiply;
    /** FSUB. */
    public static final ExtendedArithmetic.Binary SUB = ExtendedArithmetic::subtract;
    /** FSUBR. */
    public static final ExtendedArithmetic.Binary SUBR = ExtendedArithmetic::subtractReversed;
    /** FDIV. */
    public static final ExtendedArithmetic.Binary DIV = ExtendedArithmetic::divide;
    /** FDIVR. */
    public static final ExtendedArithmetic.Binary DIVR = ExtendedArithmetic::divideReversed;

    private X87Arithmetic() {
    }

    /**
     * FADD to FDIVR on registers: {@code ST(destination) := ST(destination) op ST(source)}.
     *
     * @param unit the FPU
     * @param op the operation
     * @param destination register number relative to TOP
     * @param source register number relative to TOP
     * @param pop whether to pop the stack afterwards
     */
    public static void binary(X87Unit unit, ExtendedArithmetic.Binary op, int destination, int source, boolean pop) {
        if (!X87ShortWay.binary(unit.state, op, destination, source, pop)) {
            binaryByRules(unit, op, destination, source, pop);
        }
    }

    static void binaryByRules(X87Unit unit, ExtendedArithmetic.Binary op, int destination, int source, boolean pop) {
        unit.begin();
        if (unit.state.isEmpty(destination) || unit.state.isEmpty(source)) {
            unit.underflow();
        } else {
            op.apply(unit.mantissa(destination), unit.signExponent(destination), unit.mantissa(source), unit.signExponent(source),
                    unit.context);
        }
        if (unit.settle()) {
            unit.setResult(destination);
            if (pop) {
                unit.pop();
            }
        }
    }

    /** FADD to FDIVR with a float operand, its bit pattern: {@code ST(0) := ST(0) op operand}. */
    public static void binaryWithFloat(X87Unit unit, ExtendedArithmetic.Binary op, FloatFormat format, long value) {
        if (!X87ShortWay.binaryWithFloat(unit.state, op, format, value)) {
            binaryWithFloatByRules(unit, op, format, value);
        }
    }

    static void binaryWithFloatByRules(X87Unit unit, ExtendedArithmetic.Binary op, FloatFormat format, long value) {
        unit.begin();
        ExtendedConversion.widen(format, value, unit.context);
        binaryWithMemory(unit, op);
    }

    /** FIADD to FIDIVR with an integer operand, sign-extended: {@code ST(0) := ST(0) op operand}. */
    public static void binaryWithInteger(X87Unit unit, ExtendedArithmetic.Binary op, long value) {
        unit.begin();
        ExtendedConversion.fromInteger(value, unit.context);
        binaryWithMemory(unit, op);
    }

    /**
     * FADD to FDIVR and FIADD to FIDIVR with a memory operand: {@code ST(0) := ST(0) op operand}. The caller has called
     * {@link X87Unit#begin} and widened the operand into the unit's context.
     *
     * @param unit the FPU
     * @param op the operation
     */
    private static void binaryWithMemory(X87Unit unit, ExtendedArithmetic.Binary op) {
        if (unit.state.isEmpty(0)) {
            unit.underflow();
        } else {
            op.apply(unit.mantissa(0), unit.signExponent(0), unit.context.mantissa, unit.context.signExponent, unit.context);
        }
        if (unit.settle()) {
            unit.setResult(0);
        }
    }

    /**
     * FSQRT, FRNDINT and the transcendentals of one operand and one result.
     *
     * @param unit the FPU
     * @param op the operation
     */
    public static void unary(X87Unit unit, Unary op) {
        unit.begin();
        if (unit.state.isEmpty(0)) {
            unit.underflow();
        } else {
            op.apply(unit.mantissa(0), unit.signExponent(0), unit.context);
        }
        if (unit.settle()) {
            unit.setResult(0);
        }
    }

    /**
     * FSCALE, and FYL2X, FYL2XP1, FPATAN, which write ST(1) and pop: {@code op(ST(0), ST(1))}.
     *
     * @param unit the FPU
     * @param op the operation, ST(0) first
     * @param pop whether the result replaces both operands, otherwise ST(0) only
     */
    public static void binaryOfTop(X87Unit unit, ExtendedArithmetic.Binary op, boolean pop) {
        unit.begin();
        if (unit.state.isEmpty(0) || unit.state.isEmpty(1)) {
            unit.underflow();
        } else {
            op.apply(unit.mantissa(0), unit.signExponent(0), unit.mantissa(1), unit.signExponent(1), unit.context);
        }
        if (unit.settle()) {
            if (pop) {
                unit.pop();
            }
            unit.setResult(0);
        }
    }

    /** FSCALE. */
    public static void scale(X87Unit unit) {
        binaryOfTop(unit, ExtendedScaling::scale, false);
    }

    /**
     * FPREM, FPREM1: ST(0) := ST(0) rem ST(1). C0, C3, C1 take bits 2, 1, 0 of the quotient; C2 tells that the reduction is partial.
     *
     * @param unit the FPU
     * @param nearest whether the quotient is rounded to nearest: FPREM1
     */
    public static void remainder(X87Unit unit, boolean nearest) {
        unit.begin();
        int quotient = ExtendedRemainder.NONE;
        if (unit.state.isEmpty(0) || unit.state.isEmpty(1)) {
            unit.underflow();
        } else {
            quotient = ExtendedRemainder.step(unit.mantissa(0), unit.signExponent(0), unit.mantissa(1), unit.signExponent(1), nearest,
                    unit.context);
        }
        if (unit.settle()) {
            unit.setResult(0);
        }
        setQuotient(unit.state, quotient);
    }

    private static void setQuotient(X87State state, int quotient) {
        if (quotient == ExtendedRemainder.NONE) {
            state.changeStatus(X87State.C2, 0);
            return;
        }
        state.changeStatus(X87State.CONDITIONS, (quotient & 4) != 0 ? X87State.C0 : 0);
        state.changeStatus(0, ((quotient & 2) != 0 ? X87State.C3 : 0) | ((quotient & 1) != 0 ? X87State.C1 : 0)
                | (quotient == ExtendedRemainder.INCOMPLETE ? X87State.C2 : 0));
    }

    /** FXTRACT: ST(0) becomes the exponent, then the significand is pushed. */
    public static void extract(X87Unit unit) {
        unit.begin();
        long mantissa = unit.mantissa(0);
        int signExponent = unit.signExponent(0);
        boolean underflow = unit.state.isEmpty(0);
        boolean overflow = !unit.state.isEmpty(-1);
        if (underflow) {
            unit.underflow();
        } else if (overflow) {
            unit.overflow();
        } else {
            ExtendedScaling.extractExponent(mantissa, signExponent, unit.context);
        }
        if (unit.settle()) {
            unit.setResult(0);
            if (!underflow && !overflow) {
                ExtendedScaling.extractSignificand(mantissa, signExponent, unit.context);
            }
            unit.pushResult();
        }
    }

    /**
     * FCHS, FABS: changes only the sign of ST(0), whatever it holds.
     *
     * @param unit the FPU
     * @param keep the bits of sign and exponent to keep
     * @param flip the bits to invert afterwards
     */
    public static void sign(X87Unit unit, int keep, int flip) {
        unit.begin();
        if (unit.state.isEmpty(0)) {
            unit.underflow();
        } else {
            unit.context.mantissa = unit.mantissa(0);
            unit.context.signExponent = unit.signExponent(0) & keep ^ flip;
        }
        if (unit.settle()) {
            unit.setResult(0);
        }
    }

    /** FCHS. */
    public static void changeSign(X87Unit unit) {
        sign(unit, 0xFFFF, ExtendedFormat.SIGN);
    }

    /** FABS. */
    public static void absolute(X87Unit unit) {
        sign(unit, ExtendedFormat.SPECIAL, 0);
    }

    /** FRNDINT. */
    public static void roundToInteger(X87Unit unit) {
        unary(unit, ExtendedConversion::toIntegral);
    }
}
