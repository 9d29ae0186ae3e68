package dev.ringside.symbols.expression.tree;

/** Operators in front of one value. */
public enum UnaryOperator {
    /** 0 minus the number, in 64 bits. */
    NEGATE("-"),
    /** All bits that the number has, the other way round. */
    COMPLEMENT("~"),
    /** Whether it is 0. */
    NOT("!");

    private final String sign;

    UnaryOperator(String sign) {
        this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
        return sign;
    }
}
