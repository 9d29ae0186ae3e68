package dev.ringside.symbols.types;

/**
 * Another name of a type.
 *
 * @param name   the name
 * @param target the type
 */
public record TypedefType(String name, TypeReference target) implements Type {
}
