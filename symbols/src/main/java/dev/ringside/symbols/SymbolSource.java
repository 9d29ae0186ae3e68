package dev.ringside.symbols;

/** Where a symbol was read. */
public enum SymbolSource {
    /** The symbol table of an ELF file, {@code .symtab}. */
    ELF_SYMTAB,
    /** The table for dynamic linking of an ELF file, {@code .dynsym}. */
    ELF_DYNSYM,
    /** A {@code System.map}, or a saved {@code /proc/kallsyms}. */
    SYSTEM_MAP,
    /** The table a Linux kernel keeps of its own symbols. */
    KALLSYMS,
    /** What a Linux kernel exports to its modules. */
    KSYMTAB
}
