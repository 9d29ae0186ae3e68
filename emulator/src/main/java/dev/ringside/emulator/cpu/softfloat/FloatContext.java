package dev.ringside.emulator.cpu.softfloat;

/**
 * Everything a floating point operation reads besides its operands, and everything it leaves besides its result.
 *
 * <p>One instance belongs to one CPU and is used over and over. A caller loads the control state with {@link #loadMxcsr} or
 * {@link #loadControlWord} (which clear {@link #flags}), runs one instruction's operations, which only ever add to {@link #flags}, and
 * then looks at {@link #flags} to update MXCSR or the x87 status word and to decide whether an unmasked exception must be raised.
 *
 * <p>The exception bits are those of MXCSR bits 0-5 and of the x87 status word bits 0-5 (SDM vol.1 10.2.3, 8.1.3).
 */
public final class FloatContext {
    /** Invalid operation. */
    public static final int IE = 0x01;
    /** Denormal operand. */
    public static final int DE = 0x02;
    /** Division of a finite number by zero. */
    public static final int ZE = 0x04;
    /** Overflow. */
    public static final int OE = 0x08;
    /** Underflow. */
    public static final int UE = 0x10;
    /** Inexact result ("precision"). */
    public static final int PE = 0x20;
    /** The exceptions found by looking at the operands only; unmasked, they keep the operation from being carried out. */
    public static final int BEFORE = IE | DE | ZE;

    /** Rounding control 00: to nearest, ties to even. */
    public static final int NEAREST = 0;
    /** Rounding control 01: toward minus infinity. */
    public static final int DOWN = 1;
    /** Rounding control 10: toward plus infinity. */
    public static final int UP = 2;
    /** Rounding control 11: toward zero. */
    public static final int TOWARD_ZERO = 3;

    private static final int NO_CONTROL_WORD = -1;

    private static final int MXCSR_DAZ = 1 << 6;
    private static final int MXCSR_FTZ = 1 << 15;

    /** Rounding control, one of {@link #NEAREST}, {@link #DOWN}, {@link #UP}, {@link #TOWARD_ZERO}. */
    public int rounding;
    /** Significand bits that x87 ADD, SUB, MUL, DIV and SQRT round to: 24, 53 or 64 (precision control). */
    public int precision = 64;
    /** Exceptions that are masked, as bits {@link #IE} to {@link #PE}. */
    public int masked = 0x3F;
    /** MXCSR.DAZ: SSE source operands that are denormal count as zeros of the same sign. Always false for x87. */
    public boolean denormalsAreZeros;
    /** MXCSR.FTZ: tiny SSE results become zeros of the same sign while underflow is masked. Always false for x87. */
    public boolean flushToZero;
    /** Exceptions found since the control state was loaded, as bits {@link #IE} to {@link #PE}. Operations only set bits. */
    public int flags;
    /** Whether the last rounding increased the magnitude: the x87's C1. */
    public boolean roundedUp;

    /** Significand of the last 80-bit result, with its explicit integer bit. */
    public long mantissa;
    /** Sign (bit 15) and biased exponent (bits 14-0) of the last 80-bit result. */
    public int signExponent;

    /**
     * Whether the operand that was last widened from memory was a denormal of its own format: the x87 reports it although the
     * 80-bit value is normal.
     */
    public boolean denormalSource;

    /**
     * Whether the plain case may be left to the host: rounding to nearest, PE masked and already set, so that a normal result of normal
     * operands changes no flag.
     */
    boolean hostSuffices;

    /** Whether the plain case of x87 operations takes the short way: rounding to nearest. */
    boolean shortWays;

    /** The control word that rounding, precision and masks come from, or {@link #NO_CONTROL_WORD}. */
    private int loadedControlWord = NO_CONTROL_WORD;

    /** Sign of the result that is not rounded yet. */
    boolean sign;
    /** Its unbiased exponent: the value is {@code high.low * 2^(exponent-127)} read as a 128-bit integer. */
    int exponent;
    /** Upper half of its significand; bit 63 set unless the value is zero. */
    long high;
    /** Lower half; bit 0 also stands for everything below it. */
    long low;

    /**
     * Takes rounding, DAZ, FTZ and masks from MXCSR and forgets the flags found so far.
     *
     * @param mxcsr the register as the guest sees it
     */
    public void loadMxcsr(int mxcsr) {
        rounding = mxcsr >>> 13 & 3;
        masked = mxcsr >>> 7 & 0x3F;
        denormalsAreZeros = (mxcsr & MXCSR_DAZ) != 0;
        flushToZero = (mxcsr & MXCSR_FTZ) != 0;
        flags = 0;
        hostSuffices = HostArithmetic.suffices(mxcsr);
        loadedControlWord = NO_CONTROL_WORD;
    }

    /**
     * Takes rounding, precision and masks from the x87 control word and forgets the flags found so far.
     *
     * @param controlWord FCW as the guest sees it; the reserved precision 01 counts as 64 bits
     */
    public void loadControlWord(int controlWord) {
        flags = 0;
        roundedUp = false;
        denormalSource = false;
        if (controlWord != loadedControlWord) {
            takeControlWord(controlWord);
            loadedControlWord = controlWord;
        }
    }

    private void takeControlWord(int controlWord) {
        rounding = controlWord >>> 10 & 3;
        precision = switch (controlWord >>> 8 & 3) {
            case 0 -> 24;
            case 2 -> 53;
            default -> 64;
        };
        masked = controlWord & 0x3F;
        denormalsAreZeros = false;
        flushToZero = false;
        hostSuffices = false;
        shortWays = rounding == NEAREST;
    }

    /**
     * The exceptions of an SSE instruction as they reach MXCSR, to be asked once after all its elements: when an exception that is seen in
     * the operands is unmasked, no element's rounding takes place, so overflow, underflow and inexactness of the others are not
     * reported (SDM vol.1 11.5.4).
     *
     * @return bits {@link #IE} to {@link #PE} to be set in MXCSR
     */
    public int reportedFlags() {
        return (flags & BEFORE & ~masked) != 0 ? flags & BEFORE : flags;
    }

    /**
     * Whether the instruction must end in an exception instead of a result.
     *
     * @return true when a reported exception is unmasked
     */
    public boolean unmasked() {
        return (flags & ~masked) != 0;
    }

    /** Adds exceptions. */
    void raise(int exceptions) {
        flags |= exceptions;
    }

    /**
     * Whether exceptions found in the operands forbid to carry out the operation.
     *
     * @return true when an unmasked one of {@link #BEFORE} was raised, so that there is no result
     */
    public boolean stopped() {
        return (flags & BEFORE & ~masked) != 0;
    }

    /** Sets the result that is to be rounded. */
    void set(boolean newSign, int newExponent, long newHigh, long newLow) {
        sign = newSign;
        exponent = newExponent;
        high = newHigh;
        low = newLow;
    }
}
