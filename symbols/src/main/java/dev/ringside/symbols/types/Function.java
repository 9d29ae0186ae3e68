package dev.ringside.symbols.types;

import java.util.List;

/**
 * A function of the program.
 *
 * @param name     its name
 * @param type     its type; a {@link FunctionType} when resolved
 * @param external whether other files see it
 * @param ranges   where its code is, the part with its entry first; empty when not known, or when it exists inlined only
 */
public record Function(String name, TypeReference type, boolean external, List<AddressRange> ranges) {
    /** Copies the list. */
    public Function {
        ranges = List.copyOf(ranges);
    }

    /** The function as C declares it. */
    public String declaration() {
        return new Declarator().declare(type.type(), name);
    }
}
