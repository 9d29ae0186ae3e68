package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.softfloat.ExtendedArithmetic;
import dev.ringside.emulator.cpu.softfloat.ExtendedConversion;
import dev.ringside.emulator.cpu.softfloat.ExtendedFormat;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.cpu.softfloat.SseComparison;

/**
 * Comparison and classification (SDM vol.1 8.3.6). Condition codes and EFLAGS are written also when an unmasked exception is raised; only
 * the stack stays as it is then.
 */
public final class X87Comparison {
    private X87Comparison() {
    }

    /**
     * FCOM, FCOMP, FCOMPP, FUCOM, FUCOMP, FUCOMPP: compares ST(0) with ST({@code source}) and sets C3, C2, C0.
     *
     * @param unit the FPU
     * @param source register number relative to TOP
     * @param quietIsInvalid whether a QNaN raises IE: false for the FUCOM family
     * @param pops how often to pop afterwards
     */
    public static void compare(X87Unit unit, int source, boolean quietIsInvalid, int pops) {
        if (!X87ShortWay.compare(unit.state, source, pops)) {
            compareByRules(unit, source, quietIsInvalid, pops);
        }
    }

    static void compareByRules(X87Unit unit, int source, boolean quietIsInvalid, int pops) {
        finish(unit, relation(unit, source, quietIsInvalid), pops);
    }

    /** FCOM, FCOMP with a float operand, its bit pattern: compares ST(0) with it and pops {@code pops} times. */
    public static void compareWithFloat(X87Unit unit, FloatFormat format, long value, int pops) {
        if (!X87ShortWay.compareWithFloat(unit.state, format, value, pops)) {
            compareWithFloatByRules(unit, format, value, pops);
        }
    }

    static void compareWithFloatByRules(X87Unit unit, FloatFormat format, long value, int pops) {
        unit.begin();
        ExtendedConversion.widen(format, value, unit.context);
        compareWithMemory(unit, pops);
    }

    /** FICOM, FICOMP: compares ST(0) with an integer operand, sign-extended, and pops {@code pops} times. */
    public static void compareWithInteger(X87Unit unit, long value, int pops) {
        unit.begin();
        ExtendedConversion.fromInteger(value, unit.context);
        compareWithMemory(unit, pops);
    }

    /**
     * FCOM, FCOMP, FICOM, FICOMP with a memory operand. The caller has called {@link X87Unit#begin} and widened the operand into the
     * unit's context.
     *
     * @param unit the FPU
     * @param pops how often to pop afterwards
     */
    private static void compareWithMemory(X87Unit unit, int pops) {
        int relation = SseComparison.UNORDERED;
        if (unit.state.isEmpty(0)) {
            unit.underflow();
        } else {
            relation = ExtendedArithmetic.compare(unit.mantissa(0), unit.signExponent(0), unit.context.mantissa,
                    unit.context.signExponent, true, unit.context);
        }
        finish(unit, relation, pops);
    }

    /** FTST: compares ST(0) with zero. */
    public static void test(X87Unit unit) {
        unit.begin();
        unit.context.mantissa = 0;
        unit.context.signExponent = 0;
        compareWithMemory(unit, 0);
    }

    /**
     * FCOMI, FCOMIP, FUCOMI, FUCOMIP: compares ST(0) with ST({@code source}).
     *
     * @param unit the FPU
     * @param source register number relative to TOP
     * @param quietIsInvalid whether a QNaN raises IE: false for FUCOMI, FUCOMIP
     * @param pop whether to pop afterwards
     * @return the relation, for EFLAGS as COMISD sets them, also when an unmasked exception keeps the stack from being popped
     */
    public static int compareToFlags(X87Unit unit, int source, boolean quietIsInvalid, boolean pop) {
        int relation = relation(unit, source, quietIsInvalid);
        if (unit.settleKeepingC1() && pop) {
            unit.pop();
        }
        return relation;
    }

    private static int relation(X87Unit unit, int source, boolean quietIsInvalid) {
        unit.begin();
        if (unit.state.isEmpty(0) || unit.state.isEmpty(source)) {
            unit.underflow();
            return SseComparison.UNORDERED;
        }
        return ExtendedArithmetic.compare(unit.mantissa(0), unit.signExponent(0), unit.mantissa(source), unit.signExponent(source),
                quietIsInvalid, unit.context);
    }

    private static void finish(X87Unit unit, int relation, int pops) {
        boolean done = unit.settle();
        unit.state.compared(relation);
        for (int i = 0; done && i < pops; i++) {
            unit.pop();
        }
    }

    /** FXAM: the class of ST(0) in C3, C2, C0 and its sign in C1; an empty register has a sign too. */
    public static void examine(X87Unit unit) {
        long mantissa = unit.mantissa(0);
        int signExponent = unit.signExponent(0);
        int conditions;
        if (unit.state.isEmpty(0)) {
            conditions = X87State.C3 | X87State.C0;
        } else if (ExtendedFormat.isUnsupported(mantissa, signExponent)) {
            conditions = 0;
        } else if (ExtendedFormat.isNaN(mantissa, signExponent)) {
            conditions = X87State.C0;
        } else if (ExtendedFormat.isInfinite(mantissa, signExponent)) {
            conditions = X87State.C2 | X87State.C0;
        } else if (ExtendedFormat.isZero(mantissa, signExponent)) {
            conditions = X87State.C3;
        } else if (ExtendedFormat.isDenormal(mantissa, signExponent)) {
            conditions = X87State.C3 | X87State.C2;
        } else {
            conditions = X87State.C2;
        }
        unit.state.changeStatus(X87State.CONDITIONS, conditions | (ExtendedFormat.isNegative(signExponent) ? X87State.C1 : 0));
    }
}
