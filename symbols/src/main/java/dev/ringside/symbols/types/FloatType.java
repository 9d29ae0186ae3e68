package dev.ringside.symbols.types;

/**
 * A floating-point number.
 *
 * @param name     as the debug information spells it
 * @param byteSize bytes in memory; 10 significant ones of {@code long double} take 12 or 16
 */
public record FloatType(String name, int byteSize) implements Type {
}
