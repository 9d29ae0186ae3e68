package dev.ringside.symbols.expression.type;

/**
 * A linear address of something.
 *
 * @param target what lies there
 * @param bytes its own width: 4 or 8, as the guest is
 */
public record PointerType(Type target, long bytes) implements Type {
    @Override
    public String name() {
        return target.name() + (target instanceof PointerType ? "*" : " *");
    }

    /** The number type that holds the same addresses. */
    public IntegerType asInteger() {
        return new IntegerType((int) bytes * 8, false);
    }
}
