package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.softfloat.ExtendedConversion;
import dev.ringside.emulator.cpu.softfloat.ExtendedFormat;
import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;

/**
 * Loads, stores and moves (SDM vol.1 8.3.3).
 *
 * <p>A store comes in three steps, so that a fault of the memory write leaves the FPU unchanged: a method here computes the value, the
 * caller writes it if {@link X87Unit#storable} allows, and {@link #finishStore} changes the FPU.
 */
public final class X87Transfer {
    private X87Transfer() {
    }

    /**
     * FLD, FILD, FBLD: pushes the value that the caller has brought into the context after {@link X87Unit#begin}. An unmasked denormal
     * exception does not keep the value from being loaded.
     */
    public static void push(X87Unit unit) {
        if (!unit.state.isEmpty(-1)) {
            unit.context.flags = 0;
            unit.overflow();
        }
        unit.settle();
        if ((unit.context.flags & ~unit.context.masked & FloatContext.IE) == 0) {
            unit.pushResult();
        }
    }

    /** FLD m32fp, FLD m64fp: pushes a float, given as its bit pattern. */
    public static void pushFloat(X87Unit unit, FloatFormat format, long value) {
        if (!X87ShortWay.pushFloat(unit.state, format, value)) {
            pushFloatByRules(unit, format, value);
        }
    }

    static void pushFloatByRules(X87Unit unit, FloatFormat format, long value) {
        unit.begin();
        ExtendedConversion.load(format, value, unit.context);
        push(unit);
    }

    /** FILD: pushes an integer, sign-extended. */
    public static void pushInteger(X87Unit unit, long value) {
        unit.begin();
        ExtendedConversion.fromInteger(value, unit.context);
        push(unit);
    }

    /**
     * FLD ST(i).
     *
     * @param unit the FPU
     * @param source register number relative to TOP
     */
    public static void pushRegister(X87Unit unit, int source) {
        if (!X87ShortWay.pushRegister(unit.state, source)) {
            pushRegisterByRules(unit, source);
        }
    }

    static void pushRegisterByRules(X87Unit unit, int source) {
        unit.begin();
        unit.context.mantissa = unit.mantissa(source);
        unit.context.signExponent = unit.signExponent(source);
        if (unit.state.isEmpty(source)) {
            unit.underflow();
        } else if (!unit.state.isEmpty(-1)) {
            unit.overflow();
        }
        if (unit.settle()) {
            unit.pushResult();
        }
    }

    /**
     * FST ST(i), FSTP ST(i).
     *
     * @param unit the FPU
     * @param destination register number relative to TOP
     * @param pop whether to pop afterwards
     */
    public static void storeRegister(X87Unit unit, int destination, boolean pop) {
        if (!X87ShortWay.storeRegister(unit.state, destination, pop)) {
            storeRegisterByRules(unit, destination, pop);
        }
    }

    static void storeRegisterByRules(X87Unit unit, int destination, boolean pop) {
        takeTop(unit);
        if (unit.settle()) {
            unit.setResult(destination);
            if (pop) {
                unit.pop();
            }
        }
    }

    /**
     * FSTP ST(i) in its encoding D9 D8+i, which no manual describes: an empty ST(0) is popped without being stored.
     *
     * @param unit the FPU
     * @param destination register number relative to TOP
     */
    public static void storeRegisterQuietly(X87Unit unit, int destination) {
        if (unit.state.isEmpty(0)) {
            unit.state.changeStatus(X87State.C1, 0);
            unit.pop();
        } else {
            storeRegister(unit, destination, true);
        }
    }

    /** Brings ST(0) into the context unchanged, for FSTP m80fp too; every encoding passes without exception. */
    public static void takeTop(X87Unit unit) {
        unit.begin();
        if (unit.state.isEmpty(0)) {
            unit.underflow();
        } else {
            unit.context.mantissa = unit.mantissa(0);
            unit.context.signExponent = unit.signExponent(0);
        }
    }

    /**
     * FST and FSTP to float32 or float64: the value to write.
     *
     * @param unit the FPU
     * @param format of the memory operand
     * @return its bit pattern
     */
    public static long floatToStore(X87Unit unit, FloatFormat format) {
        takeTop(unit);
        if (unit.state.isEmpty(0)) {
            return format.indefinite;
        }
        return ExtendedConversion.narrow(format, unit.context.mantissa, unit.context.signExponent, unit.context);
    }

    /**
     * FIST, FISTP, FISTTP: the value to write.
     *
     * @param unit the FPU
     * @param width of the memory operand: 16, 32, 64
     * @param truncate whether to round toward zero: FISTTP
     * @return the integer, sign-extended
     */
    public static long integerToStore(X87Unit unit, int width, boolean truncate) {
        takeTop(unit);
        if (unit.state.isEmpty(0)) {
            return Long.MIN_VALUE >> 64 - width;
        }
        int rounding = truncate ? FloatContext.TOWARD_ZERO : unit.context.rounding;
        return ExtendedConversion.toInteger(unit.context.mantissa, unit.context.signExponent, width, rounding, unit.context);
    }

    /** FBSTP: leaves the operand's bytes in the context: 0-7 in {@code mantissa}, 8-9 in {@code signExponent}. */
    public static void decimalToStore(X87Unit unit) {
        takeTop(unit);
        if (unit.state.isEmpty(0)) {
            ExtendedConversion.decimalIndefinite(unit.context);
        } else {
            ExtendedConversion.toDecimal(unit.context.mantissa, unit.context.signExponent, unit.context);
        }
    }

    /**
     * Ends a store after the memory has been written, or was not to be.
     *
     * @param unit the FPU
     * @param pop whether the instruction pops
     */
    public static void finishStore(X87Unit unit, boolean pop) {
        unit.settle();
        if (pop && unit.storable()) {
            unit.pop();
        }
    }

    /**
     * FXCH.
     *
     * @param unit the FPU
     * @param other register number relative to TOP
     */
    public static void exchange(X87Unit unit, int other) {
        if (!X87ShortWay.exchange(unit.state, other)) {
            exchangeByRules(unit, other);
        }
    }

    static void exchangeByRules(X87Unit unit, int other) {
        unit.begin();
        boolean emptyTop = unit.state.isEmpty(0);
        boolean emptyOther = unit.state.isEmpty(other);
        if (emptyTop || emptyOther) {
            unit.underflow();
        }
        if (unit.settle()) {
            long mantissa = emptyTop ? ExtendedFormat.INDEFINITE_MANTISSA : unit.mantissa(0);
            int signExponent = emptyTop ? ExtendedFormat.INDEFINITE_SIGN_EXPONENT : unit.signExponent(0);
            if (emptyOther) {
                unit.setResult(0);
            } else {
                unit.set(0, unit.mantissa(other), unit.signExponent(other));
            }
            unit.set(other, mantissa, signExponent);
        }
    }

    /**
     * FCMOVcc.
     *
     * @param unit the FPU
     * @param source register number relative to TOP
     * @param condition whether the move takes place; an empty register faults in any case
     */
    public static void move(X87Unit unit, int source, boolean condition) {
        unit.begin();
        if (unit.state.isEmpty(0) || unit.state.isEmpty(source)) {
            unit.underflow();
        } else {
            int from = condition ? source : 0;
            unit.context.mantissa = unit.mantissa(from);
            unit.context.signExponent = unit.signExponent(from);
        }
        if (unit.settleKeepingC1()) {
            unit.setResult(0);
        }
    }
}
