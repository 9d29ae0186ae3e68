package dev.ringside.symbols.types;

/**
 * A member of a struct or union.
 *
 * @param name         empty for an anonymous struct or union, and for bit fields that only pad
 * @param type         its type
 * @param bitOffset    bits from the start of the struct to its first (lowest) bit
 * @param bitFieldSize bits of a bit field; 0 when it is none
 */
public record Member(String name, TypeReference type, long bitOffset, int bitFieldSize) {
    /** Whether it is a bit field. */
    public boolean isBitField() {
        return bitFieldSize != 0;
    }
}
