package dev.ringside.emulator.debug.inspect.segment;

import java.util.List;

/**
 * A table of descriptors.
 *
 * @param name {@code gdt}, {@code ldt}, {@code idt}; {@code ivt} is real mode's vector table
 * @param base linear address
 * @param limit offset of the last byte
 * @param rows its places; of a 16-byte descriptor only the first; empty when the table is unusable
 */
public record DescriptorTable(String name, long base, long limit, List<DescriptorRow> rows) {
    /** Copies the rows. */
    public DescriptorTable {
        rows = List.copyOf(rows);
    }
}
