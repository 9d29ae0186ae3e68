package dev.ringside.symbols.types;

/** {@code void}, or a type that the debug information leaves open. */
public record VoidType() implements Type {
    /** The one there is need of. */
    public static final VoidType VOID = new VoidType();

    @Override
    public String name() {
        return "void";
    }
}
