package dev.ringside.symbols.sections;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Whoever has sections by name: an ELF file, parts of guest memory. */
@FunctionalInterface
public interface SectionBytes {
    /**
     * The contents of a section, unpacked if it is stored compressed.
     *
     * @param name its name, such as {@code .debug_info}
     * @return from position to limit the bytes of the section, which nobody writes to; empty when there is no such section
     */
    Optional<ByteBuffer> bytes(String name);

    /** A bounded window on a section; an empty window when there is no such section. */
    default Section section(String name) {
        return Section.of(name, bytes(name).orElseGet(() -> ByteBuffer.allocate(0)));
    }
}
