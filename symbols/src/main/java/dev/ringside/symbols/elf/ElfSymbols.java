package dev.ringside.symbols.elf;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** What an ELF file defines, as common symbols: without source files, sections and what is defined elsewhere. */
public final class ElfSymbols {
    private static final String PER_CPU = ".data..percpu";

    private ElfSymbols() {}

    /**
     * The symbols of {@code .symtab}, or, where the file has been stripped of it, of {@code .dynsym}; in the file's order. Symbols
     * of an object file to be linked are offsets into sections, so absolute.
     */
    public static List<Symbol> of(ElfFile file) throws FormatException {
        List<ElfSymbol> lines = file.symbols();
        return lines.isEmpty()
            ? convert(file, file.dynamicSymbols(), SymbolSource.ELF_DYNSYM) : convert(file, lines, SymbolSource.ELF_SYMTAB);
    }

    private static List<Symbol> convert(ElfFile file, List<ElfSymbol> lines, SymbolSource source) {
        var symbols = new ArrayList<Symbol>(lines.size());
        for (ElfSymbol line : lines) {
            if (line.isDefined() && !line.name().isEmpty()) {
                // No object has 2^63 bytes; who says so does not know.
                long size = line.size() < 0 ? Symbol.UNKNOWN_SIZE : line.size();
                // As nm: what has no address yet is shown with its size, not with its alignment.
                long address = line.section() == ElfSymbol.COMMON ? line.size() : line.value();
                symbols.add(new Symbol(line.name(), address, size, SymbolLetter.of(line, file), isAbsolute(line, file), source));
            }
        }
        return symbols;
    }

    private static boolean isAbsolute(ElfSymbol line, ElfFile file) {
        if (file.header().type() == ElfHeader.ET_REL || line.type() == ElfSymbol.TLS || line.section() < 0) {
            return true;
        }
        if (line.section() >= file.sections().size()) {
            return false;
        }
        // x86-64 Linux links its per-CPU data at address 0.
        ElfSection section = file.sections().get(line.section());
        return section.address() == 0 && section.name().equals(PER_CPU);
    }
}
