package dev.ringside.symbols.elf;

/**
 * One line of a symbol table (System V gABI, chapter 4, "Symbol Table").
 *
 * @param name       its name; empty for sections
 * @param value      st_value: an address, or an offset into the section in an object file to be linked
 * @param size       st_size, bytes; 0 may mean that there is none
 * @param binding    upper half of st_info
 * @param type       lower half of st_info
 * @param visibility lower two bits of st_other
 * @param section    index of its section, extended numbering resolved; or one of the reserved numbers below
 */
public record ElfSymbol(String name, long value, long size, int binding, int type, int visibility, int section) {
    /** Binding: seen in its object file only. */
    public static final int LOCAL = 0;
    /** Binding: seen everywhere. */
    public static final int GLOBAL = 1;
    /** Binding: as global, but gives way. */
    public static final int WEAK = 2;
    /** Binding of GNU: one in the whole process. */
    public static final int UNIQUE = 10;

    /** Type: data. */
    public static final int OBJECT = 1;
    /** Type: function. */
    public static final int FUNC = 2;
    /** Type: a section. */
    public static final int SECTION = 3;
    /** Type: name of a source file. */
    public static final int FILE = 4;
    /** Type: the value is an offset into thread-local data. */
    public static final int TLS = 6;
    /** Type of GNU: a function that returns the address of the function. */
    public static final int IFUNC = 10;

    /** Section of a symbol that is used here and defined elsewhere. */
    public static final int UNDEFINED = 0;
    /** Section of a symbol whose value is a number, not a place. As a number of 32 bits it cannot be an index. */
    public static final int ABSOLUTE = 0xFFFF_FFF1;
    /** Section of a symbol that the linker gives a place. */
    public static final int COMMON = 0xFFFF_FFF2;

    /** Whether it is neither used here only, nor the name of a source file or a section. */
    public boolean isDefined() {
        return section != UNDEFINED && type != FILE && type != SECTION;
    }
}
