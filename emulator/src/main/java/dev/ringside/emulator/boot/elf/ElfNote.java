package dev.ringside.emulator.boot.elf;

import dev.ringside.emulator.boot.ImageBytes;

/**
 * A note of an ELF file (System V ABI, "Note Section").
 *
 * @param owner       who defines the meaning of the type
 * @param type        type, 32 bits
 * @param description contents
 */
public record ElfNote(String owner, long type, ImageBytes description) {
}
