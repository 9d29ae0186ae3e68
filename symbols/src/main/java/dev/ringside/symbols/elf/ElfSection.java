package dev.ringside.symbols.elf;

/**
 * One line of the section header table (System V gABI, chapter 4, "Sections").
 *
 * @param index     its place in the table, which symbols refer to
 * @param name      its name
 * @param type      sh_type
 * @param flags     sh_flags
 * @param address   sh_addr, 0 when it does not appear in memory
 * @param offset    sh_offset, in the file
 * @param size      sh_size, in the file; in memory for {@link #NOBITS}
 * @param link      sh_link
 * @param info      sh_info
 * @param entrySize sh_entsize
 */
public record ElfSection(int index, String name, long type, long flags, long address, long offset, long size, long link, long info,
        long entrySize) {
    /** sh_type of a symbol table. */
    public static final long SYMTAB = 2;
    /** sh_type of notes. */
    public static final long NOTE = 7;
    /** sh_type of a section without bytes in the file. */
    public static final long NOBITS = 8;
    /** sh_type of the symbol table for dynamic linking. */
    public static final long DYNSYM = 11;
    /** sh_type of section indices too large for a symbol table. */
    public static final long SYMTAB_SHNDX = 18;

    /** A bit of sh_flags: written to when the program runs. */
    public static final long WRITE = 1;
    /** A bit of sh_flags: in memory when the program runs. */
    public static final long ALLOC = 2;
    /** A bit of sh_flags: instructions. */
    public static final long EXECINSTR = 4;
    /** A bit of sh_flags: thread-local data. */
    public static final long TLS = 0x400;
    /** A bit of sh_flags: compressed, with a compression header in front. */
    public static final long COMPRESSED = 0x800;

    /** Whether a bit of the flags is set. */
    public boolean has(long flag) {
        return (flags & flag) != 0;
    }
}
