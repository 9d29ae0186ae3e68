package dev.ringside.symbols.sections;

import dev.ringside.symbols.bytes.ByteWindow;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.elf.ElfFile;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sections of an ELF file, compressed ones unpacked. A section is read at most once. */
public final class ElfSections implements SectionBytes {
    private final ElfFile file;
    private final Map<String, Optional<ByteBuffer>> read = new HashMap<>();

    /** The sections of {@code file}. */
    public ElfSections(ElfFile file) {
        this.file = file;
    }

    @Override
    public synchronized Optional<ByteBuffer> bytes(String name) {
        return read.computeIfAbsent(name, this::read);
    }

    private Optional<ByteBuffer> read(String name) {
        try {
            return file.sectionBytes(name).map(ByteWindow::buffer);
        } catch (FormatException e) {
            throw new SectionException(name, e.offset(), e.expected(), e.found());
        }
    }
}
