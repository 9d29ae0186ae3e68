package dev.ringside.symbols.types;

/**
 * A number that an enum has a name for.
 *
 * @param type  the enum
 * @param value 64 bits, sign extended when the enum is signed, else zero extended
 */
public record EnumConstant(TypeReference type, long value) {
}
