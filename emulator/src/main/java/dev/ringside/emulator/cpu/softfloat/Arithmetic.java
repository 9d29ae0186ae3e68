package dev.ringside.emulator.cpu.softfloat;

/** The operations of SSE and SSE2 that the host's processor has, too. */
public enum Arithmetic {
    /** ADDxx. */
    ADD(SseArithmetic::add),
    /** SUBxx. */
    SUBTRACT(SseArithmetic::subtract),
    /** MULxx. */
    MULTIPLY(SseArithmetic::multiply),
    /** DIVxx. */
    DIVIDE(SseArithmetic::divide),
    /** SQRTxx of the second operand; the first does not matter. */
    SQUARE_ROOT((format, a, b, c) -> SseArithmetic.squareRoot(format, b, c)),
    /** MINxx. */
    MINIMUM(SseArithmetic::minimum),
    /** MAXxx. */
    MAXIMUM(SseArithmetic::maximum);

    private final SseArithmetic.Binary exact;

    Arithmetic(SseArithmetic.Binary exact) {
        this.exact = exact;
    }

    /** The operation for all operands and all control states. See {@link SseArithmetic.Binary#apply}. */
    public long exactly(FloatFormat format, long a, long b, FloatContext c) {
        return exact.apply(format, a, b, c);
    }
}
