package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.softfloat.FloatContext;

/**
 * The constants that FLD1 to FLDZ push. The FPU holds the irrational ones with more bits than a register and rounds them as the
 * control word says, without raising PE (SDM vol.1 8.3.4).
 */
public enum X87Constant {
    /** 1.0 */
    FLD1(0x8000_0000_0000_0000L, 0, Tail.EXACT),
    /** Logarithm of 10 to base 2. */
    FLDL2T(0xD49A_784B_CD1B_8AFEL, 1, Tail.BELOW_HALF),
    /** Logarithm of e to base 2. */
    FLDL2E(0xB8AA_3B29_5C17_F0BBL, 0, Tail.ABOVE_HALF),
    /** The ratio of a circle's circumference to its diameter. */
    FLDPI(0xC90F_DAA2_2168_C234L, 1, Tail.ABOVE_HALF),
    /** Logarithm of 2 to base 10. */
    FLDLG2(0x9A20_9A84_FBCF_F798L, -2, Tail.ABOVE_HALF),
    /** Logarithm of 2 to base e. */
    FLDLN2(0xB172_17F7_D1CF_79ABL, -1, Tail.ABOVE_HALF),
    /** Plus zero. */
    FLDZ(0, -0x3FFF, Tail.EXACT);

    /** How the bits beyond the 64th compare with half of the last place. */
    private enum Tail { EXACT, BELOW_HALF, ABOVE_HALF }

    private final long mantissa;
    private final int signExponent;
    private final Tail tail;

    X87Constant(long mantissa, int exponent, Tail tail) {
        this.mantissa = mantissa;
        this.signExponent = exponent + 0x3FFF;
        this.tail = tail;
    }

    /**
     * Pushes the constant.
     *
     * @param unit the FPU
     */
    public void push(X87Unit unit) {
        if (!pushShort(unit.state)) {
            pushByRules(unit);
        }
    }

    boolean pushShort(X87State state) {
        return state.roundsPlainly() && X87ShortWay.push(state, tail == Tail.ABOVE_HALF ? mantissa + 1 : mantissa, signExponent);
    }

    void pushByRules(X87Unit unit) {
        unit.begin();
        boolean up = switch (unit.context.rounding) {
            case FloatContext.NEAREST -> tail == Tail.ABOVE_HALF;
            case FloatContext.UP -> tail != Tail.EXACT;
            default -> false;
        };
        unit.context.mantissa = up ? mantissa + 1 : mantissa;
        unit.context.signExponent = signExponent;
        X87Transfer.push(unit);
    }
}
