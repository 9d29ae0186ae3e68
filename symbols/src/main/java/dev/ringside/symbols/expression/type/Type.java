package dev.ringside.symbols.expression.type;

/** What a value is. Two types are the same when they are equal. */
public sealed interface Type permits IntegerType, BooleanType, PointerType, ArrayType, CompositeType, TextType, OpaqueType {
    /** How many bytes it takes in memory; 0 when it has no size, as {@code void}. */
    long bytes();

    /** The type as the language writes it. */
    String name();

    /** Whether a value of it fits into 64 bits: a number, a truth value or a pointer. */
    default boolean scalar() {
        return switch (this) {
            case IntegerType _, BooleanType _, PointerType _ -> true;
            case ArrayType _, CompositeType _, TextType _, OpaqueType _ -> false;
        };
    }
}
