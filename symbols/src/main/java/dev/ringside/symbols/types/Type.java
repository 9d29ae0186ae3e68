package dev.ringside.symbols.types;

import java.util.OptionalLong;

/** A type of C. */
public sealed interface Type permits VoidType, IntegerType, FloatType, PointerType, ArrayType, CompositeType, EnumType, TypedefType,
        QualifiedType, TaggedType, FunctionType, ForwardType {
    /** The type's own name, without {@code struct} and its like; empty when it has none. */
    String name();

    /** Size in bytes; empty for void, functions, forward declarations and arrays of unknown length. */
    default OptionalLong size() {
        return TypeSize.of(this);
    }

    /** The type behind typedefs, qualifiers and tags; the type itself when there are none. */
    default Type stripped() {
        return Chain.strip(this);
    }

    /** The same type under a C declaration without a name, such as {@code const char *}. */
    default String declaration() {
        return new Declarator().declare(this, "");
    }
}
