package dev.ringside.symbols.elf;

import dev.ringside.symbols.bytes.ByteWindow;
import dev.ringside.symbols.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one symbol table of an ELF file. */
final class SymbolReader {
    private static final int LONGEST_NAME = 1 << 16;
    private static final int RESERVED = 0xFF00;
    private static final int INDEX_IS_ELSEWHERE = 0xFFFF;

    private final ElfFile file;
    private final ElfSection table;
    private final ByteWindow lines;
    private final ByteWindow names;
    private final Optional<ByteWindow> indices;
    /** Names may overlap in the string table; hostile ones would overlap until no memory is left. */
    private long charactersLeft;

    private SymbolReader(ElfFile file, ElfSection table, ByteWindow names, Optional<ByteWindow> indices) throws FormatException {
        this.file = file;
        this.table = table;
        this.lines = file.bytes(table);
        this.names = names;
        this.indices = indices;
        this.charactersLeft = (1L << 20) + 16L * names.length();
    }

    static List<ElfSymbol> read(ElfFile file, ElfSection table) throws FormatException {
        ElfSection strings = file.sectionAt(table.link(), "the string table of " + table.name());
        Optional<ElfSection> indices = file.sections().stream()
            .filter(s -> s.type() == ElfSection.SYMTAB_SHNDX && s.link() == table.index()).findFirst();
        Optional<ByteWindow> indexBytes = indices.isPresent() ? Optional.of(file.bytes(indices.get())) : Optional.empty();
        return new SymbolReader(file, table, file.bytes(strings), indexBytes).all();
    }

    /** All but the first, which is empty by definition. */
    private List<ElfSymbol> all() throws FormatException {
        int least = file.header().is64() ? 24 : 16;
        long size = table.entrySize() == 0 ? least : table.entrySize();
        if (size < least || size > lines.length() && lines.length() > 0) {
            throw lines.fault(0, "symbols of at least " + least + " bytes (sh_entsize)", size + " bytes");
        }
        int count = (int) (lines.length() / size);
        var symbols = new ArrayList<ElfSymbol>(Math.max(0, count - 1));
        for (int i = 1; i < count; i++) {
            symbols.add(file.header().is64() ? symbol64(i, (int) (i * size)) : symbol32(i, (int) (i * size)));
        }
        return symbols;
    }

    private ElfSymbol symbol32(int index, int at) throws FormatException {
        return symbol(index, at, lines.u32(at + 4, "st_value"), lines.u32(at + 8, "st_size"), at + 12);
    }

    private ElfSymbol symbol64(int index, int at) throws FormatException {
        return symbol(index, at, lines.u64(at + 8, "st_value"), lines.u64(at + 16, "st_size"), at + 4);
    }

    private ElfSymbol symbol(int index, int at, long value, long size, int infoAt) throws FormatException {
        int info = lines.u8(infoAt, "st_info");
        int section = lines.u16(infoAt + 2, "st_shndx");
        if (section == INDEX_IS_ELSEWHERE && indices.isPresent()) {
            section = (int) indices.get().u32(4L * index, "section index of symbol " + index);
        } else if (section >= RESERVED) {
            section |= 0xFFFF_0000;
        }
        return new ElfSymbol(name(lines.u32(at, "st_name"), at), value, size, info >> 4, info & 0xF,
            lines.u8(infoAt + 1, "st_other") & 3, section);
    }

    private String name(long offset, int at) throws FormatException {
        if (offset == 0) {
            return "";
        }
        String name = names.text(offset, LONGEST_NAME, "symbol name");
        charactersLeft -= name.length();
        if (charactersLeft < 0) {
            throw lines.fault(at, "names that overlap less", "more than 16 times the string table");
        }
        return name;
    }
}
