package dev.ringside.emulator.boot.elf;

/**
 * One line of an ELF program header table (System V ABI, "Program Header").
 *
 * @param type            p_type
 * @param headerOffset    where in the file the line stands
 * @param offset          p_offset, in the file
 * @param virtualAddress  p_vaddr
 * @param physicalAddress p_paddr
 * @param fileSize        p_filesz, bytes in the file
 * @param memorySize      p_memsz, bytes in memory; those beyond the file's are zero
 */
public record ElfSegment(
        long type, long headerOffset, long offset, long virtualAddress, long physicalAddress, long fileSize, long memorySize) {
    /** p_type of a segment to load. */
    public static final long LOAD = 1;
    /** p_type of a segment of notes. */
    public static final long NOTE = 4;
}
