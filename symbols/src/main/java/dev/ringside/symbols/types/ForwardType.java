package dev.ringside.symbols.types;

/**
 * A declaration without a definition.
 *
 * @param keyword {@code struct}, {@code union} or {@code enum}
 * @param name    its tag
 */
public record ForwardType(TypeKind keyword, String name) implements Type {
    /** Checks that the kind has a keyword. */
    public ForwardType {
        if (keyword.keyword().isEmpty()) {
            throw new IllegalArgumentException(keyword.name());
        }
    }
}
