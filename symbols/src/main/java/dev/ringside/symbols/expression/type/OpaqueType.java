package dev.ringside.symbols.expression.type;

/**
 * Something with a name that expressions do not read: {@code void}, functions, floating point, a struct that is only declared.
 *
 * @param name its name
 * @param bytes its size; 0 when it has none
 */
public record OpaqueType(String name, long bytes) implements Type {
    /** What an untyped address points to. */
    public static final OpaqueType VOID = new OpaqueType("void", 0);
}
