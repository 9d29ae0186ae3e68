package dev.ringside.symbols.types;

import java.util.List;
import java.util.Optional;

/**
 * A struct or a union.
 *
 * @param kind     which of them
 * @param name     its tag; empty when anonymous
 * @param byteSize bytes in memory
 * @param members  in the order of their declaration
 */
public record CompositeType(Kind kind, String name, long byteSize, List<Member> members) implements Type {
    /** Which keyword declares it. */
    public enum Kind {
        /** Members one after another. */
        STRUCT("struct"),
        /** Members on top of each other. */
        UNION("union");

        private final String keyword;

        Kind(String keyword) {
            this.keyword = keyword;
        }

        /** The keyword of C. */
        public String keyword() {
            return keyword;
        }
    }

    /** Copies the list. */
    public CompositeType {
        members = List.copyOf(members);
    }

    /**
     * Finds a member by name, also inside anonymous structs and unions.
     *
     * @return its place relative to this type
     */
    public Optional<Place> find(String member) {
        return MemberSearch.find(this, member);
    }
}
