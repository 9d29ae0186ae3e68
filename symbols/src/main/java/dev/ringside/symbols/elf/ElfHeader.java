package dev.ringside.symbols.elf;

import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.ByteWindow;
import dev.ringside.symbols.bytes.FormatException;

/**
 * The first bytes of an ELF file (System V gABI, chapter 4, "ELF Header"). Counts are as the header has them, before extended
 * numbering.
 *
 * @param is64                 ELFCLASS64, else ELFCLASS32
 * @param type                 e_type
 * @param machine              e_machine
 * @param entry                e_entry
 * @param programHeaders       e_phoff, offset in the file
 * @param sectionHeaders       e_shoff, offset in the file
 * @param programHeaderSize    e_phentsize
 * @param programHeaderCount   e_phnum
 * @param sectionHeaderSize    e_shentsize
 * @param sectionHeaderCount   e_shnum
 * @param sectionNames         e_shstrndx
 */
public record ElfHeader(boolean is64, int type, int machine, long entry, long programHeaders, long sectionHeaders,
        int programHeaderSize, int programHeaderCount, int sectionHeaderSize, int sectionHeaderCount, int sectionNames) {
    /** e_type of an object file to be linked: its symbols are offsets into their sections. */
    public static final int ET_REL = 1;
    /** e_machine of 32-bit x86. */
    public static final int EM_386 = 3;
    /** e_machine of x86-64. */
    public static final int EM_X86_64 = 62;

    private static final int CLASS_32 = 1;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int SIZE_32 = 52;
    private static final int SIZE_64 = 64;

    /** Whether the bytes begin like an ELF file. */
    public static boolean isElf(ByteSource source) throws FormatException {
        return source.size() >= 4 && source.window(0, 4, "", "ELF magic").u32(0, "ELF magic") == 0x464C_457FL;
    }

    static ElfHeader read(ByteSource source) throws FormatException {
        if (!isElf(source)) {
            throw new FormatException(source.name(), "", 0, "ELF magic 7f 45 4c 46", "other bytes");
        }
        ByteWindow identity = source.window(0, 16, "", "ELF identification");
        int wordClass = identity.u8(4, "ELF class");
        if (wordClass != CLASS_32 && wordClass != CLASS_64) {
            throw identity.fault(4, "ELF class 1 (32-bit) or 2 (64-bit)", Integer.toString(wordClass));
        }
        int order = identity.u8(5, "ELF byte order");
        if (order != LITTLE_ENDIAN) {
            throw identity.fault(5, "ELF byte order 1 (little endian)", order == 2 ? "2 (big endian)" : Integer.toString(order));
        }
        boolean is64 = wordClass == CLASS_64;
        ByteWindow header = source.window(0, is64 ? SIZE_64 : SIZE_32, "", "ELF header");
        int word = is64 ? 8 : 4;
        int counts = 24 + 3 * word + 4;
        return new ElfHeader(is64, header.u16(16, "e_type"), header.u16(18, "e_machine"), header.word(is64, 24, "e_entry"),
            header.word(is64, 24 + word, "e_phoff"), header.word(is64, 24 + 2 * word, "e_shoff"),
            header.u16(counts + 2, "e_phentsize"), header.u16(counts + 4, "e_phnum"),
            header.u16(counts + 6, "e_shentsize"), header.u16(counts + 8, "e_shnum"), header.u16(counts + 10, "e_shstrndx"));
    }
}
