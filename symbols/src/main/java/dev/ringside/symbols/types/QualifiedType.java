package dev.ringside.symbols.types;

/**
 * A type with a qualifier.
 *
 * @param qualifier the qualifier
 * @param target    the type
 */
public record QualifiedType(Qualifier qualifier, TypeReference target) implements Type {
    /** The qualifiers of C. */
    public enum Qualifier {
        /** Not written to. */
        CONST("const"),
        /** Accesses count. */
        VOLATILE("volatile"),
        /** Not reached otherwise. */
        RESTRICT("restrict"),
        /** Accessed as a whole. */
        ATOMIC("_Atomic");

        private final String keyword;

        Qualifier(String keyword) {
            this.keyword = keyword;
        }

        /** The keyword of C. */
        public String keyword() {
            return keyword;
        }
    }

    @Override
    public String name() {
        return "";
    }
}
