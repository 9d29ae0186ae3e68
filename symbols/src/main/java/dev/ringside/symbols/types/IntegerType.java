package dev.ringside.symbols.types;

/**
 * A whole number, a character or a truth value.
 *
 * @param name     as the debug information spells it, such as {@code long unsigned int}
 * @param byteSize bytes in memory
 * @param bits     bits of them that count; fewer than {@code byteSize * 8} only for bit fields of old BTF
 * @param encoding how they are read
 */
public record IntegerType(String name, int byteSize, int bits, Encoding encoding) implements Type {
    /** How the bits of an integer are read. */
    public enum Encoding {
        /** Two's complement. */
        SIGNED,
        /** A binary number. */
        UNSIGNED,
        /** A character of two's complement. */
        SIGNED_CHARACTER,
        /** A character without a sign. */
        UNSIGNED_CHARACTER,
        /** 0 or 1. */
        BOOLEAN;

        /** Whether the top bit is a sign. */
        public boolean isSigned() {
            return this == SIGNED || this == SIGNED_CHARACTER;
        }

        /** Whether the number stands for a character. */
        public boolean isCharacter() {
            return this == SIGNED_CHARACTER || this == UNSIGNED_CHARACTER;
        }
    }

    /** An integer all of whose bits count. */
    public static IntegerType of(String name, int byteSize, Encoding encoding) {
        return new IntegerType(name, byteSize, (int) Math.min(Integer.MAX_VALUE, byteSize * 8L), encoding);
    }
}
