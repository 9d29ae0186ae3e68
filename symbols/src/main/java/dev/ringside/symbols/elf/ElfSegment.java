package dev.ringside.symbols.elf;

/**
 * One line of the program header table (System V gABI, chapter 5, "Program Header"). Nothing says that the file has its bytes:
 * {@link ElfFile#bytes(ElfSegment)} finds out.
 *
 * @param type            p_type
 * @param flags           p_flags
 * @param offset          p_offset, in the file
 * @param virtualAddress  p_vaddr
 * @param physicalAddress p_paddr
 * @param fileSize        p_filesz, bytes in the file
 * @param memorySize      p_memsz, bytes in memory
 * @param alignment       p_align
 */
public record ElfSegment(long type, long flags, long offset, long virtualAddress, long physicalAddress, long fileSize, long memorySize,
        long alignment) {
    /** p_type of a segment to load. */
    public static final long LOAD = 1;
    /** p_type of notes. */
    public static final long NOTE = 4;
}
