package dev.ringside.symbols.elf;

import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.ByteWindow;
import dev.ringside.symbols.bytes.FormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A little-endian ELF file, 32 or 64 bits wide, of any machine (System V gABI, chapters 4 and 5). Its headers are read at once, the
 * rest when it is asked for, so the source has to stay open that long. What is asked for twice is read twice.
 */
public final class ElfFile {
    /** The most bytes that a compressed section may unpack to. */
    public static final long LARGEST_UNPACKED_SECTION = 1L << 30;

    private final ByteSource source;
    private final ElfHeader header;
    private final List<ElfSection> sections;
    private final List<ElfSegment> segments;

    private ElfFile(ByteSource source, ElfHeader header, List<ElfSection> sections, List<ElfSegment> segments) {
        this.source = source;
        this.header = header;
        this.sections = sections;
        this.segments = segments;
    }

    /**
     * Reads the headers.
     *
     * @throws FormatException if it is no ELF file, is big-endian, or its headers are damaged
     */
    public static ElfFile read(ByteSource source) throws FormatException {
        var header = ElfHeader.read(source);
        var tables = new HeaderTables(source, header);
        var sections = List.copyOf(tables.sections());
        return new ElfFile(source, header, sections, List.copyOf(tables.segments(sections)));
    }

    /** Name of the file, for messages. */
    public String name() {
        return source.name();
    }

    /** The header. */
    public ElfHeader header() {
        return header;
    }

    /** The section headers in the file's order, from the empty one with index 0 on; none, if the file has been stripped of them. */
    public List<ElfSection> sections() {
        return sections;
    }

    /** The program headers in the file's order. */
    public List<ElfSegment> segments() {
        return segments;
    }

    /** The first section of this name. */
    public Optional<ElfSection> section(String name) {
        return sections.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** The section that an untrusted index of the file names; {@code what} it should be, for the message when it is none. */
    ElfSection sectionAt(long index, String what) throws FormatException {
        if (index <= 0 || index >= sections.size()) {
            throw new FormatException(name(), "", header.sectionHeaders(), what + " in one of " + sections.size() + " sections",
                "section " + index);
        }
        return sections.get((int) index);
    }

    /**
     * The bytes of a section, unpacked if it is compressed; none for one that has none in the file. Messages about them name the
     * section, and count offsets from its beginning.
     *
     * @throws FormatException if they are not all in the file, or compressed otherwise than by zlib, or unpack to more than
     *     {@link #LARGEST_UNPACKED_SECTION}
     */
    public ByteWindow bytes(ElfSection section) throws FormatException {
        String label = section.name().isEmpty() ? "section " + section.index() : section.name();
        if (section.type() == ElfSection.NOBITS) {
            return ByteWindow.of(name(), label, 0, ByteBuffer.allocate(0));
        }
        ByteWindow bytes = source.window(section.offset(), section.size(), label, "section " + label);
        return section.has(ElfSection.COMPRESSED) ? Decompression.unpack(bytes, header.is64(), LARGEST_UNPACKED_SECTION) : bytes;
    }

    /** The bytes of the first section of this name, as {@link #bytes(ElfSection)} gives them; empty: there is no such section. */
    public Optional<ByteWindow> sectionBytes(String name) throws FormatException {
        Optional<ElfSection> section = section(name);
        return section.isPresent() ? Optional.of(bytes(section.get())) : Optional.empty();
    }

    /** The bytes that a segment has in the file. Messages about them count offsets from the beginning of the file. */
    public ByteWindow bytes(ElfSegment segment) throws FormatException {
        return source.window(segment.offset(), segment.fileSize(), "", "segment");
    }

    /** The lines of {@code .symtab} in the file's order, without the empty first; none, if the file has been stripped of it. */
    public List<ElfSymbol> symbols() throws FormatException {
        return symbolsOf(ElfSection.SYMTAB);
    }

    /** The lines of {@code .dynsym}, the table for dynamic linking. */
    public List<ElfSymbol> dynamicSymbols() throws FormatException {
        return symbolsOf(ElfSection.DYNSYM);
    }

    private List<ElfSymbol> symbolsOf(long type) throws FormatException {
        for (ElfSection section : sections) {
            if (section.type() == type) {
                return SymbolReader.read(this, section);
            }
        }
        return List.of();
    }

    /** The segments to load that have bytes in the file, in the file's order. */
    public List<ElfSegment> loadSegments() throws FormatException {
        return disjoint(segments.stream().filter(s -> s.type() == ElfSegment.LOAD && s.fileSize() != 0).toList(), "segments to load");
    }

    /** A hostile file could name its bytes a thousand times over, and so become too large for memory. */
    private List<ElfSegment> disjoint(List<ElfSegment> some, String what) throws FormatException {
        long left = source.size();
        for (ElfSegment segment : some) {
            if (segment.fileSize() < 0 || segment.fileSize() > left) {
                throw new FormatException(name(), "", segment.offset(), what + " that together are no larger than the file",
                    "one of " + Long.toUnsignedString(segment.fileSize()) + " bytes with " + left + " left");
            }
            left -= segment.fileSize();
        }
        return some;
    }

    /** All notes: those of note segments, or of note sections where the file has no segments (an object file to be linked). */
    public List<ElfNote> notes() throws FormatException {
        var notes = new ArrayList<ElfNote>();
        for (ElfSegment segment : disjoint(segments.stream().filter(s -> s.type() == ElfSegment.NOTE).toList(), "notes")) {
            notes.addAll(Notes.read(bytes(segment), segment.alignment()));
        }
        if (segments.isEmpty()) {
            for (ElfSection section : sections) {
                if (section.type() == ElfSection.NOTE) {
                    notes.addAll(Notes.read(bytes(section), 4));
                }
            }
        }
        return notes;
    }
}
