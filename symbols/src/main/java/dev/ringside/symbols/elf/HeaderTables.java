package dev.ringside.symbols.elf;

import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.ByteWindow;
import dev.ringside.symbols.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** Reads the section and program header tables, extended numbering included (System V gABI, chapter 4, "ELF Header", e_shnum). */
final class HeaderTables {
    private static final int LONGEST_NAME = 4096;
    private static final int INDEX_IS_IN_SECTION_0 = 0xFFFF;
    private static final int COUNT_IS_IN_SECTION_0 = 0xFFFF;

    private final ByteSource source;
    private final ElfHeader header;

    HeaderTables(ByteSource source, ElfHeader header) {
        this.source = source;
        this.header = header;
    }

    List<ElfSection> sections() throws FormatException {
        if (header.sectionHeaders() == 0) {
            return List.of();
        }
        ElfSection first = section(table(header.sectionHeaders(), 1, header.sectionHeaderSize(), sectionSize(), "section header"), 0, 0);
        long count = header.sectionHeaderCount() == 0 ? first.size() : header.sectionHeaderCount();
        ByteWindow lines = table(header.sectionHeaders(), count, header.sectionHeaderSize(), sectionSize(), "section header");
        var unnamed = new ArrayList<ElfSection>();
        for (int i = 0; i < count; i++) {
            unnamed.add(section(lines, i, i * header.sectionHeaderSize()));
        }
        long names = header.sectionNames() == INDEX_IS_IN_SECTION_0 ? first.link() : header.sectionNames();
        return names == 0 ? unnamed : named(unnamed, lines, names);
    }

    private List<ElfSection> named(List<ElfSection> unnamed, ByteWindow lines, long index) throws FormatException {
        if (index >= unnamed.size()) {
            throw new FormatException(source.name(), "", 0, "section names (e_shstrndx) in one of " + unnamed.size() + " sections",
                "section " + index);
        }
        ElfSection table = unnamed.get((int) index);
        ByteWindow names = source.window(table.offset(), table.size(), "section names", "section names");
        var named = new ArrayList<ElfSection>(unnamed.size());
        for (ElfSection each : unnamed) {
            String name = names.text(lines.u32(each.index() * header.sectionHeaderSize(), "sh_name"), LONGEST_NAME,
                "name of section " + each.index());
            named.add(new ElfSection(each.index(), name, each.type(), each.flags(), each.address(), each.offset(), each.size(),
                each.link(), each.info(), each.entrySize()));
        }
        return named;
    }

    List<ElfSegment> segments(List<ElfSection> sections) throws FormatException {
        boolean extended = header.programHeaderCount() == COUNT_IS_IN_SECTION_0 && !sections.isEmpty();
        long count = extended ? sections.getFirst().info() : header.programHeaderCount();
        if (header.programHeaders() == 0 || count == 0) {
            return List.of();
        }
        ByteWindow lines = table(header.programHeaders(), count, header.programHeaderSize(), header.is64() ? 56 : 32, "program header");
        var segments = new ArrayList<ElfSegment>();
        for (int i = 0; i < count; i++) {
            segments.add(segment(lines, i * header.programHeaderSize()));
        }
        return segments;
    }

    private ByteWindow table(long offset, long count, int size, int least, String what) throws FormatException {
        if (size < least) {
            throw new FormatException(source.name(), "", 0, what + "s of at least " + least + " bytes", size + " bytes");
        }
        // No count of a real file overflows; one that does is larger than any file.
        long length = count < 0 || count > Integer.MAX_VALUE ? Long.MAX_VALUE : count * size;
        return source.window(offset, length, "", what + " table");
    }

    private int sectionSize() {
        return header.is64() ? 64 : 40;
    }

    private ElfSection section(ByteWindow lines, int index, int at) throws FormatException {
        boolean is64 = header.is64();
        int word = is64 ? 8 : 4;
        return new ElfSection(index, "", lines.u32(at + 4, "sh_type"), lines.word(is64, at + 8, "sh_flags"),
            lines.word(is64, at + 8 + word, "sh_addr"), lines.word(is64, at + 8 + 2 * word, "sh_offset"),
            lines.word(is64, at + 8 + 3 * word, "sh_size"), lines.u32(at + 8 + 4 * word, "sh_link"),
            lines.u32(at + 12 + 4 * word, "sh_info"), lines.word(is64, at + 16 + 5 * word, "sh_entsize"));
    }

    private ElfSegment segment(ByteWindow lines, int at) throws FormatException {
        boolean is64 = header.is64();
        int word = is64 ? 8 : 4;
        // The 64-bit line has p_flags second, the 32-bit one seventh.
        int words = at + (is64 ? 8 : 4);
        return new ElfSegment(lines.u32(at, "p_type"), lines.u32(is64 ? at + 4 : at + 24, "p_flags"),
            lines.word(is64, words, "p_offset"), lines.word(is64, words + word, "p_vaddr"), lines.word(is64, words + 2 * word, "p_paddr"),
            lines.word(is64, words + 3 * word, "p_filesz"), lines.word(is64, words + 4 * word, "p_memsz"),
            is64 ? lines.u64(at + 48, "p_align") : lines.u32(at + 28, "p_align"));
    }
}
