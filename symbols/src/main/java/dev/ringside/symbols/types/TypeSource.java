package dev.ringside.symbols.types;

import dev.ringside.symbols.sections.SectionException;

/** Where types are read from. */
public interface TypeSource {
    /**
     * Reads a type.
     *
     * @param id the source's own number of it
     * @throws SectionException when it is damaged or missing
     */
    Type type(long id);

    /** A fault of the type numbered {@code id}, for what only shows when types are put together. */
    SectionException fault(long id, String expected, String found);
}
