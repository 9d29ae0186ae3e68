package dev.ringside.symbols.expression.type;

/**
 * A member of a struct or union.
 *
 * @param name its name
 * @param type its type; of a bit-field an {@link IntegerType} as wide as the field
 * @param bitOffset where it begins, in bits from the beginning of the struct; bit 0 is the lowest of byte 0
 */
public record Member(String name, Type type, long bitOffset) {
    /** Whether it has to be cut out of the bytes that hold it. */
    public boolean bitField() {
        return bitOffset % 8 != 0 || type instanceof IntegerType integer && !integer.addressable();
    }
}
