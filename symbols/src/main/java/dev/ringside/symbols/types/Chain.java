package dev.ringside.symbols.types;

import java.util.Optional;

/** Follows types that only stand for another one. */
final class Chain {
    /** Longer than any compiler nests them; what goes on longer goes round in a circle. */
    static final int LONGEST = 128;

    private Chain() {}

    static Type strip(Type type) {
        Type at = type;
        TypeReference last = TypeReference.VOID;
        for (int i = 0; i < LONGEST; i++) {
            Optional<TypeReference> next = next(at);
            if (next.isEmpty()) {
                return at;
            }
            last = next.get();
            at = last.type();
        }
        throw last.fault("a type behind at most " + LONGEST + " typedefs and qualifiers", "more");
    }

    private static Optional<TypeReference> next(Type type) {
        return switch (type) {
            case TypedefType t -> Optional.of(t.target());
            case QualifiedType t -> Optional.of(t.target());
            case TaggedType t -> Optional.of(t.target());
            default -> Optional.empty();
        };
    }
}
