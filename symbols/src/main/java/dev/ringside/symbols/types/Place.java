package dev.ringside.symbols.types;

/**
 * A part of a value: a member, an element of an array, or a part of those.
 *
 * @param type         its type
 * @param bitOffset    bits from the start of the whole
 * @param bitFieldSize bits of a bit field; 0 when it is none
 */
public record Place(TypeReference type, long bitOffset, int bitFieldSize) {
    /** Bytes from the start of the whole; of a bit field, to the byte that holds its lowest bit. */
    public long byteOffset() {
        return Math.floorDiv(bitOffset, 8L);
    }

    /** The same place seen from {@code bits} further out. */
    Place shifted(long bits) {
        return new Place(type, bitOffset + bits, bitFieldSize);
    }
}
