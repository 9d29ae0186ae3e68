package dev.ringside.symbols.types;

import dev.ringside.symbols.sections.SectionException;

/**
 * Names a type without reading it. Equal references mean the same type; different ones may mean equal types.
 *
 * @param source where to read it
 * @param id     the source's own number of it
 */
public record TypeReference(TypeSource source, long id) {
    /** A reference to {@code void}. */
    public static final TypeReference VOID = to(VoidType.VOID);

    /** A reference to a type that is at hand. */
    public static TypeReference to(Type type) {
        return new TypeReference(new Given(type), 0);
    }

    /**
     * Reads the type.
     *
     * @throws SectionException when it is damaged or missing
     */
    public Type type() {
        return source.type(id);
    }

    /** A fault of this type, for what only shows when types are put together. */
    public SectionException fault(String expected, String found) {
        return source.fault(id, expected, found);
    }

    private record Given(Type type) implements TypeSource {
        @Override
        public Type type(long id) {
            return type;
        }

        @Override
        public SectionException fault(long id, String expected, String found) {
            return new SectionException("types", 0, expected, found);
        }
    }
}
