package dev.ringside.symbols.types;

import java.util.List;
import java.util.Optional;

/**
 * An enumeration.
 *
 * @param name        its tag; empty when anonymous
 * @param byteSize    bytes in memory, up to 8
 * @param signed      whether its values have a sign
 * @param enumerators in the order of their declaration
 */
public record EnumType(String name, int byteSize, boolean signed, List<Enumerator> enumerators) implements Type {
    /**
     * One of its names.
     *
     * @param name  the name
     * @param value 64 bits, sign extended when the enumeration is signed, else zero extended
     */
    public record Enumerator(String name, long value) {
    }

    /** Copies the list. */
    public EnumType {
        enumerators = List.copyOf(enumerators);
    }

    /** The first name of a value. */
    public Optional<String> nameOf(long value) {
        return enumerators.stream().filter(e -> e.value() == value).map(Enumerator::name).findFirst();
    }

    /** The value of a name. */
    public Optional<Long> valueOf(String enumerator) {
        return enumerators.stream().filter(e -> e.name().equals(enumerator)).map(Enumerator::value).findFirst();
    }
}
