package dev.ringside.symbols.types;

/** What a name can mean in C: the name spaces that a lookup chooses from. */
public enum TypeKind {
    /** An integer or floating-point type of the language. */
    BASE(""),
    /** {@code struct NAME}. */
    STRUCT("struct"),
    /** {@code union NAME}. */
    UNION("union"),
    /** {@code enum NAME}. */
    ENUM("enum"),
    /** A typedef. */
    TYPEDEF("");

    private final String keyword;

    TypeKind(String keyword) {
        this.keyword = keyword;
    }

    /** The keyword before the name; empty when there is none. */
    public String keyword() {
        return keyword;
    }
}
