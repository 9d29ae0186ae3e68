package dev.ringside.symbols.expression.tree;

import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;

/** The one form in which a scalar of each type is kept. */
public final class Scalars {
    private Scalars() {}

    /** {@code bits} as a value of {@code type}, which is a scalar: cut off and extended; for a truth value whether they are not 0. */
    public static long canonical(Type type, long bits) {
        return switch (type) {
            case IntegerType integer -> integer.canonical(bits);
            case PointerType pointer -> pointer.asInteger().canonical(bits);
            case BooleanType _ -> bits == 0 ? 0 : 1;
            default -> throw new IllegalArgumentException(type.name() + " is no scalar");
        };
    }
}
