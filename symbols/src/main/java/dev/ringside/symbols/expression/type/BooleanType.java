package dev.ringside.symbols.expression.type;

/** A truth value: 0 or 1. In memory a byte, true unless it is 0. */
public record BooleanType() implements Type {
    /** The only one. */
    public static final BooleanType BOOLEAN = new BooleanType();

    @Override
    public long bytes() {
        return 1;
    }

    @Override
    public String name() {
        return "bool";
    }
}
