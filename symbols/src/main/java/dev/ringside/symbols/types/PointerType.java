package dev.ringside.symbols.types;

/**
 * An address of something.
 *
 * @param target   what it points to
 * @param byteSize bytes in memory
 */
public record PointerType(TypeReference target, int byteSize) implements Type {
    @Override
    public String name() {
        return "";
    }
}
