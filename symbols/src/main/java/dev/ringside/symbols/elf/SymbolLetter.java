package dev.ringside.symbols.elf;

import java.util.List;

/** The letter by which {@code nm} shows what kind of symbol one is (GNU binutils manual, "nm"). */
final class SymbolLetter {
    private static final List<String> DEBUGGING =
        List.of(".debug", ".zdebug", ".gnu.debuglto_.debug_", ".gnu.linkonce.wi.", ".line", ".stab");

    private SymbolLetter() {}

    /** The letter of a symbol that is defined in {@code file}. */
    static char of(ElfSymbol symbol, ElfFile file) {
        if (symbol.section() == ElfSymbol.COMMON) {
            return 'C';
        }
        if (symbol.type() == ElfSymbol.IFUNC) {
            return 'i';
        }
        if (symbol.binding() == ElfSymbol.WEAK) {
            return symbol.type() == ElfSymbol.OBJECT ? 'V' : 'W';
        }
        if (symbol.binding() == ElfSymbol.UNIQUE) {
            return 'u';
        }
        char letter = symbol.section() == ElfSymbol.ABSOLUTE ? 'a'
            : symbol.section() > 0 && symbol.section() < file.sections().size() ? of(file.sections().get(symbol.section())) : '?';
        return symbol.binding() == ElfSymbol.GLOBAL ? Character.toUpperCase(letter) : letter;
    }

    private static char of(ElfSection section) {
        boolean readOnly = !section.has(ElfSection.WRITE);
        boolean inFile = section.type() != ElfSection.NOBITS;
        if (section.has(ElfSection.EXECINSTR)) {
            return 't';
        }
        if (section.has(ElfSection.ALLOC)) {
            return !inFile ? 'b' : readOnly ? 'r' : 'd';
        }
        if (DEBUGGING.stream().anyMatch(section.name()::startsWith)) {
            return 'N';
        }
        return !inFile ? 'b' : readOnly ? 'n' : '?';
    }
}
