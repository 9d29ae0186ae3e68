package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.softfloat.ExtendedFormat;
import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.cpu.softfloat.SseComparison;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.Arrays;

/**
 * What the guest can see of the x87 FPU (SDM vol.1 8.1). Registers are indexed by their physical number; ST(i) is
 * {@link #physical physical(i)}. MMX register i is {@code mantissa[i]}.
 */
public final class X87State implements Stateful {
    /** Status word: stack fault. */
    public static final int SF = 1 << 6;
    /** Status word: an unmasked exception is pending (derived, see {@link #pending}). */
    public static final int ES = 1 << 7;
    /** Status word: condition code 0. */
    public static final int C0 = 1 << 8;
    /** Status word: condition code 1; rounded up, direction of a stack fault, sign for FXAM. */
    public static final int C1 = 1 << 9;
    /** Status word: condition code 2; incomplete reduction. */
    public static final int C2 = 1 << 10;
    /** Status word: condition code 3. */
    public static final int C3 = 1 << 14;
    /** Status word: all condition codes. */
    public static final int CONDITIONS = C0 | C1 | C2 | C3;

    private static final int EXCEPTIONS = 0x3F;
    private static final int BUSY = 1 << 15;
    private static final int TOP_SHIFT = 11;
    private static final int STORED = EXCEPTIONS | SF | CONDITIONS;
    private static final int CONTROL_WRITABLE = 0x1F3F;
    private static final int CONTROL_FIXED = 0x0040;
    private static final int CONTROL_INITIAL = 0x037F;
    private static final int CONTROL_PRECISION_ROUNDING = 0x0F00;
    /** To nearest, 64 bits of precision. */
    private static final int CONTROL_PLAIN = 0x0300;

    /** Significands; the whole of an MMX register. */
    public final long[] mantissa = new long[8];
    /** Signs (bit 15) and biased exponents (bits 14-0). */
    public final int[] signExponent = new int[8];
    /** Physical number of ST(0). */
    public int top;
    /** Physical registers that are empty, as bits 0-7: tag 11. The other tags follow from the content. */
    public int empty;
    /** Offset of the last instruction that was not a control instruction. */
    public long instructionOffset;
    /** Its code segment selector. */
    public int instructionSelector;
    /** Offset of its memory operand. */
    public long dataOffset;
    /** The selector of that operand's segment. */
    public int dataSelector;
    /** The low 11 bits of its opcode: first byte's bits 2-0, then the second byte. */
    public int opcode;

    private int control;
    private int status;

    /** The FPU as after power-up. */
    public X87State() {
        reset();
    }

    /** Power-up (SDM vol.3 table 10-1): unlike FNINIT it unmasks all exceptions and leaves eight registers in use that hold zero. */
    public void reset() {
        initialize();
        control = CONTROL_FIXED;
        empty = 0;
        Arrays.fill(mantissa, 0);
        Arrays.fill(signExponent, 0);
    }

    /** FNINIT: default control word, no exceptions, empty stack, no pointers. The registers' content stays. */
    public void initialize() {
        control = CONTROL_INITIAL;
        status = 0;
        top = 0;
        empty = 0xFF;
        instructionOffset = 0;
        instructionSelector = 0;
        dataOffset = 0;
        dataSelector = 0;
        opcode = 0;
    }

    /** The control word. */
    public int controlWord() {
        return control;
    }

    /** Sets the control word; reserved bits read back as the hardware has them (bit 6 set, 7 and 13-15 clear). */
    public void controlWord(int value) {
        control = value & CONTROL_WRITABLE | CONTROL_FIXED;
    }

    /** The status word, with TOP, ES and B. */
    public int statusWord() {
        return status | top << TOP_SHIFT | (pending() ? ES | BUSY : 0);
    }

    /** Sets the status word, with TOP. ES and B follow from exceptions and masks and are not taken over. */
    public void statusWord(int value) {
        status = value & STORED;
        top = value >>> TOP_SHIFT & 7;
    }

    /** Whether an exception is set that the control word does not mask: the next waiting instruction raises #MF. */
    public boolean pending() {
        return (status & ~control & EXCEPTIONS) != 0;
    }

    /** Sets and clears bits of the status word other than TOP, ES and B. */
    void changeStatus(int clear, int set) {
        status = status & ~clear | set;
    }

    /** Whether results are rounded to nearest with 64 bits of precision. */
    boolean roundsPlainly() {
        return (control & CONTROL_PRECISION_ROUNDING) == CONTROL_PLAIN;
    }

    /** Notes down in the status word that an instruction has rounded its result, or was exact. */
    void rounded(boolean inexact, boolean up) {
        status = status & ~C1 | (inexact ? FloatContext.PE : 0) | (up ? C1 : 0);
    }

    /** Notes down in C3, C2 and C0 how two numbers compare, as {@link SseComparison} has it. */
    void compared(int relation) {
        int conditions = switch (relation) {
            case SseComparison.LESS -> C0;
            case SseComparison.EQUAL -> C3;
            case SseComparison.GREATER -> 0;
            default -> C0 | C2 | C3;
        };
        status = status & ~(C0 | C2 | C3) | conditions;
    }

    /** Empties ST(0) and makes ST(1) the top. */
    void pop() {
        empty |= 1 << top;
        top = top + 1 & 7;
    }

    /** Some of the condition codes. */
    int status(int mask) {
        return status & mask;
    }

    /** FNCLEX: clears all exceptions and the stack fault. */
    public void clearExceptions() {
        status &= ~(EXCEPTIONS | SF);
    }

    /** The physical number of ST({@code i}), {@code i} modulo 8. */
    public int physical(int i) {
        return top + i & 7;
    }

    /** Whether ST({@code i}) is empty. */
    public boolean isEmpty(int i) {
        return (empty >>> physical(i) & 1) != 0;
    }

    /** The tag word: two bits for each physical register; 00 valid, 01 zero, 10 special, 11 empty. */
    public int tagWord() {
        int tags = 0;
        for (int i = 0; i < 8; i++) {
            tags |= tag(i) << 2 * i;
        }
        return tags;
    }

    private int tag(int i) {
        if ((empty >>> i & 1) != 0) {
            return 3;
        }
        if (ExtendedFormat.isZero(mantissa[i], signExponent[i])) {
            return 1;
        }
        int exponent = signExponent[i] & ExtendedFormat.SPECIAL;
        return exponent == 0 || exponent == ExtendedFormat.SPECIAL || mantissa[i] >= 0 ? 2 : 0;
    }

    /** Sets which registers are empty from a tag word; the other tags are derived from the registers' content. */
    public void tagWord(int tags) {
        empty = 0;
        for (int i = 0; i < 8; i++) {
            if ((tags >>> 2 * i & 3) == 3) {
                empty |= 1 << i;
            }
        }
    }

    /** The abridged tag byte of FXSAVE: a bit set for each physical register that is not empty. */
    public int abridgedTags() {
        return ~empty & 0xFF;
    }

    /** Sets which registers are empty from FXRSTOR's tag byte. */
    public void abridgedTags(int tags) {
        empty = ~tags & 0xFF;
    }

    /** What every MMX instruction but EMMS does to the FPU: TOP 0, all registers in use (SDM vol.1 9.5.1). */
    public void enterMmx() {
        top = 0;
        empty = 0;
    }

    /** Writes an MMX register; sign and exponent become all ones (SDM vol.1 9.5). */
    public void setMmx(int register, long value) {
        mantissa[register] = value;
        signExponent[register] = 0xFFFF;
    }

    @Override
    public void state(StateStream s) {
        s.i64s("mantissa", mantissa);
        s.i32s("signExponent", signExponent);
        control = s.i32("control", control);
        status = s.i32("status", status);
        top = s.i32("top", top) & 7;
        empty = s.i32("empty", empty) & 0xFF;
        instructionOffset = s.i64("instructionOffset", instructionOffset);
        instructionSelector = s.i32("instructionSelector", instructionSelector);
        dataOffset = s.i64("dataOffset", dataOffset);
        dataSelector = s.i32("dataSelector", dataSelector);
        opcode = s.i32("opcode", opcode);
    }
}
