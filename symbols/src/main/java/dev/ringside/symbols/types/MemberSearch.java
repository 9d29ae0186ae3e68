package dev.ringside.symbols.types;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Looks for a member by name, through anonymous structs and unions. Each of those is looked at once, even in a file that nests them in a circle. */
final class MemberSearch {
    private static final int DEEPEST = 64;

    private final Set<TypeReference> seen = new HashSet<>();
    private final String name;

    private MemberSearch(String name) {
        this.name = name;
    }

    static Optional<Place> find(CompositeType type, String name) {
        return name.isEmpty() ? Optional.empty() : new MemberSearch(name).find(type, 0);
    }

    private Optional<Place> find(CompositeType type, int depth) {
        for (Member member : type.members()) {
            if (member.name().equals(name)) {
                return Optional.of(new Place(member.type(), member.bitOffset(), member.bitFieldSize()));
            }
            if (member.name().isEmpty() && !member.isBitField() && depth < DEEPEST && seen.add(member.type())
                && member.type().type().stripped() instanceof CompositeType inner) {
                Optional<Place> found = find(inner, depth + 1);
                if (found.isPresent()) {
                    return found.map(p -> p.shifted(member.bitOffset()));
                }
            }
        }
        return Optional.empty();
    }
}
