package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.softfloat.ExtendedFormat;
import dev.ringside.emulator.cpu.softfloat.FloatContext;

/**
 * How every x87 instruction that computes begins, meets stack faults and exceptions, and ends. One belongs to each CPU.
 *
 * <p>An instruction calls {@link #begin}, computes in {@link #context} or reports a stack fault there, and asks {@link #settle} whether the
 * result, in the context, may be written and the stack popped. Nothing of {@link #state} has changed before that.
 */
public final class X87Unit {
    /** The registers. */
    public final X87State state;
    /** Control state, exceptions and result of the instruction that is executing. */
    public final FloatContext context = new FloatContext();

    private boolean stackFault;

    /**
     * @param state the registers to work on
     */
    public X87Unit(X87State state) {
        this.state = state;
    }

    /** Starts an instruction: rounding, precision and masks from the control word, no exceptions yet. */
    public void begin() {
        context.loadControlWord(state.controlWord());
        stackFault = false;
    }

    /** Reports a source register that is empty; the masked response is the indefinite QNaN, in the context. */
    void underflow() {
        stackFault(false);
    }

    /** Reports a push onto a register in use; the masked response is the indefinite QNaN, in the context. */
    void overflow() {
        stackFault(true);
    }

    private void stackFault(boolean overflow) {
        stackFault = true;
        context.flags |= FloatContext.IE;
        context.roundedUp = overflow;
        context.mantissa = ExtendedFormat.INDEFINITE_MANTISSA;
        context.signExponent = ExtendedFormat.INDEFINITE_SIGN_EXPONENT;
    }

    /**
     * Ends the computing: exceptions, SF and C1 go to the status word.
     *
     * @return whether the result may be written and the stack moved
     */
    public boolean settle() {
        return settle(X87State.C1);
    }

    /**
     * Ends the computing of FCMOVcc and of the comparisons that write EFLAGS, which leave C1 alone unless the stack faults.
     *
     * @return whether the result may be written and the stack moved
     */
    boolean settleKeepingC1() {
        return settle(stackFault ? X87State.C1 : 0);
    }

    private boolean settle(int clear) {
        int set = context.flags | (stackFault ? X87State.SF : 0) | (context.roundedUp ? X87State.C1 : 0);
        state.changeStatus(clear, set);
        return !context.stopped();
    }

    /** Whether the result may go to memory: unlike a register, memory takes no result after an unmasked overflow or underflow. */
    public boolean storable() {
        return (context.flags & ~context.masked & ~FloatContext.PE) == 0;
    }

    /** Significand of ST({@code i}). */
    public long mantissa(int i) {
        return state.mantissa[state.physical(i)];
    }

    /** Sign and exponent of ST({@code i}). */
    public int signExponent(int i) {
        return state.signExponent[state.physical(i)];
    }

    /** Writes ST({@code i}), which is no longer empty. */
    public void set(int i, long mantissa, int signExponent) {
        int physical = state.physical(i);
        state.mantissa[physical] = mantissa;
        state.signExponent[physical] = signExponent;
        state.empty &= ~(1 << physical);
    }

    /** Writes the context's result to ST({@code i}). */
    public void setResult(int i) {
        set(i, context.mantissa, context.signExponent);
    }

    /** Makes room for a new ST(0) and writes the context's result to it. */
    public void pushResult() {
        state.top = state.top - 1 & 7;
        setResult(0);
    }

    /** Empties ST(0) and makes ST(1) the top. */
    public void pop() {
        state.pop();
    }
}
