package dev.ringside.symbols.expression.tree;

import java.util.function.LongBinaryOperator;

/** Operators on two numbers of 64 bits. Where the sign matters there are two of one spelling; {@code package-info} has the rules. */
public enum ArithmeticOperator {
    /** Wraps. */
    ADD("+", (a, b) -> a + b),
    /** Wraps. */
    SUBTRACT("-", (a, b) -> a - b),
    /** Wraps. */
    MULTIPLY("*", (a, b) -> a * b),
    /** Towards zero; the divisor is not 0. */
    DIVIDE_SIGNED("/", (a, b) -> a / b),
    /** The divisor is not 0. */
    DIVIDE_UNSIGNED("/", Long::divideUnsigned),
    /** With the sign of the dividend; the divisor is not 0. */
    REMAINDER_SIGNED("%", (a, b) -> a % b),
    /** The divisor is not 0. */
    REMAINDER_UNSIGNED("%", Long::remainderUnsigned),
    /** Of bits. */
    AND("&", (a, b) -> a & b),
    /** Of bits. */
    OR("|", (a, b) -> a | b),
    /** Of bits. */
    XOR("^", (a, b) -> a ^ b),
    /** Zeros move in. */
    SHIFT_LEFT("<<", (a, b) -> all(b) ? 0 : a << b),
    /** Copies of the sign move in. */
    SHIFT_RIGHT_SIGNED(">>", (a, b) -> all(b) ? a >> 63 : a >> b),
    /** Zeros move in. */
    SHIFT_RIGHT_UNSIGNED(">>", (a, b) -> all(b) ? 0 : a >>> b);

    private final String sign;
    private final LongBinaryOperator meaning;

    ArithmeticOperator(String sign, LongBinaryOperator meaning) {
        this.sign = sign;
        this.meaning = meaning;
    }

    private static boolean all(long count) {
        return count < 0 || count > 63;
    }

    /** As it is written. */
    public String sign() {
        return sign;
    }

    /** Whether a right side of 0 has no result. */
    public boolean divides() {
        return switch (this) {
            case DIVIDE_SIGNED, DIVIDE_UNSIGNED, REMAINDER_SIGNED, REMAINDER_UNSIGNED -> true;
            default -> false;
        };
    }

    /** The result; of operators that {@link #divides divide}, {@code right} is not 0. */
    public long apply(long left, long right) {
        return meaning.applyAsLong(left, right);
    }
}
