package dev.ringside.symbols.types;

import java.util.OptionalLong;

/**
 * A global variable of the program, or one that lives as long.
 *
 * @param name     its name
 * @param type     its type
 * @param external whether other files see it
 * @param address  where it is; empty when not known
 */
public record Variable(String name, TypeReference type, boolean external, OptionalLong address) {
    /** The variable as C declares it. */
    public String declaration() {
        return new Declarator().declare(type.type(), name);
    }
}
