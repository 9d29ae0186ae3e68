package dev.ringside.symbols.expression.type;

import java.util.List;
import java.util.Optional;

/** A struct or union. Whoever reads type information fills this; the same struct has to be equal each time it is asked for. */
public non-sealed interface CompositeType extends Type {
    /** {@code struct name} or {@code union name}, or what stands for a name where there is none. */
    @Override
    String name();

    /** The member called {@code name}; those of anonymous structs inside count as its own. */
    Optional<Member> member(String name);

    /** All members in the order of their declaration, as far as they are known; an anonymous struct is one with an empty name. */
    default List<Member> members() {
        return List.of();
    }
}
