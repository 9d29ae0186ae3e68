package dev.ringside.symbols.expression.tree;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Operators that compare. */
public enum Comparison {
    /** The same. */
    EQUAL("==", order -> order == 0),
    /** Not the same. */
    NOT_EQUAL("!=", order -> order != 0),
    /** Left below right. */
    LESS("<", order -> order < 0),
    /** Left not above right. */
    LESS_OR_EQUAL("<=", order -> order <= 0),
    /** Left above right. */
    GREATER(">", order -> order > 0),
    /** Left not below right. */
    GREATER_OR_EQUAL(">=", order -> order >= 0);

    private final String sign;
    private final IntPredicate meaning;

    Comparison(String sign, IntPredicate meaning) {
        this.sign = sign;
        this.meaning = meaning;
    }

    /** As it is written. */
    public String sign() {
        return sign;
    }

    /** Whether it asks for the same or not the same, and nothing about order. */
    public boolean equality() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    /** The operator written so. */
    public static Optional<Comparison> of(String sign) {
        return Arrays.stream(values()).filter(row -> row.sign.equals(sign)).findFirst();
    }

    /** Whether it holds when left compared to right gives {@code order}: below, equal to or above 0. */
    public boolean holds(int order) {
        return meaning.test(order);
    }

    /** How two 64-bit values are ordered. */
    public enum Order {
        /** Both are signed, or so narrow that it does not matter. */
        SIGNED,
        /** Both are unsigned. */
        UNSIGNED,
        /** A signed left and a right of u64. */
        SIGNED_UNSIGNED,
        /** A left of u64 and a signed right. */
        UNSIGNED_SIGNED;

        /** Below, equal to or above 0, as {@code left} is to {@code right}. */
        public int compare(long left, long right) {
            return switch (this) {
                case SIGNED -> Long.compare(left, right);
                case UNSIGNED -> Long.compareUnsigned(left, right);
                case SIGNED_UNSIGNED -> left < 0 ? -1 : Long.compareUnsigned(left, right);
                case UNSIGNED_SIGNED -> right < 0 ? 1 : Long.compareUnsigned(left, right);
            };
        }
    }
}
