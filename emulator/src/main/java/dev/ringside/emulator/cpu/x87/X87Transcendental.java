package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.softfloat.ExtendedFormat;
import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.cpu.softfloat.Trigonometry;

/** The circular functions, which may refuse an operand by setting C2 and may push a second result (SDM vol.1 8.3.7). */
public final class X87Transcendental {
    /** FSIN, FCOS or FPTAN over one value. */
    @FunctionalInterface
    public interface Circular {
        /**
         * @param mantissa significand of the operand
         * @param signExponent sign and exponent of the operand
         * @param c control state; takes result and exceptions
         * @return whether the operand was in range
         */
        boolean apply(long mantissa, int signExponent, FloatContext c);
    }

    private X87Transcendental() {
    }

    /**
     * FSIN, FCOS.
     *
     * @param unit the FPU
     * @param function sine or cosine
     */
    public static void circular(X87Unit unit, Circular function) {
        unit.begin();
        boolean inRange = true;
        if (unit.state.isEmpty(0)) {
            unit.underflow();
        } else {
            inRange = function.apply(unit.mantissa(0), unit.signExponent(0), unit.context);
        }
        if (unit.settle() && inRange) {
            unit.setResult(0);
        }
        setIncomplete(unit, !inRange);
    }

    /** FPTAN: ST(0) becomes the tangent, then 1.0 is pushed; a NaN is pushed instead of 1.0 when the tangent is one. */
    public static void tangent(X87Unit unit) {
        boolean inRange = beginPair(unit, Trigonometry::tangent);
        if (unit.settle() && inRange) {
            unit.setResult(0);
            if (!ExtendedFormat.isNaN(unit.context.mantissa, unit.context.signExponent)) {
                unit.context.mantissa = ExtendedFormat.INTEGER_BIT;
                unit.context.signExponent = ExtendedFormat.BIAS;
            }
            unit.pushResult();
        }
        setIncomplete(unit, !inRange);
    }

    /** FSINCOS: ST(0) becomes the sine, then the cosine is pushed. */
    public static void sineAndCosine(X87Unit unit) {
        long mantissa = unit.mantissa(0);
        int signExponent = unit.signExponent(0);
        boolean inRange = beginPair(unit, Trigonometry::sine);
        boolean faulted = unit.state.isEmpty(0) || !unit.state.isEmpty(-1);
        long sineMantissa = unit.context.mantissa;
        int sineSignExponent = unit.context.signExponent;
        if (inRange && !faulted && !unit.context.stopped()) {
            Trigonometry.cosine(mantissa, signExponent, unit.context);
        }
        if (unit.settle() && inRange) {
            unit.set(0, sineMantissa, sineSignExponent);
            unit.pushResult();
        }
        setIncomplete(unit, !inRange);
    }

    /** Starts an instruction that takes one operand and leaves two results. */
    private static boolean beginPair(X87Unit unit, Circular function) {
        unit.begin();
        if (unit.state.isEmpty(0)) {
            unit.underflow();
        } else if (!unit.state.isEmpty(-1)) {
            unit.overflow();
        } else {
            return function.apply(unit.mantissa(0), unit.signExponent(0), unit.context);
        }
        return true;
    }

    private static void setIncomplete(X87Unit unit, boolean incomplete) {
        unit.state.changeStatus(X87State.C2, incomplete ? X87State.C2 : 0);
    }
}
