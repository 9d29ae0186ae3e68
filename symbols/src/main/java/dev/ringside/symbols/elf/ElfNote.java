package dev.ringside.symbols.elf;

import dev.ringside.symbols.bytes.ByteWindow;

/**
 * A note (System V gABI, chapter 5, "Note Section").
 *
 * @param owner       who defines the meaning of the type, as {@code GNU} or {@code Xen}
 * @param type        type, 32 bits
 * @param description contents
 */
public record ElfNote(String owner, long type, ByteWindow description) {
}
