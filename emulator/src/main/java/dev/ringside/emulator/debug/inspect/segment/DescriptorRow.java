package dev.ringside.emulator.debug.inspect.segment;

import dev.ringside.emulator.debug.inspect.layout.Layout;
import java.util.List;
import java.util.Optional;

/**
 * One place of a descriptor table.
 *
 * @param index its number: that of the descriptor, or the vector
 * @param selector what names it, RPL 0; of an IDT or vector table 0
 * @param address linear address
 * @param low its first eight bytes (four of a real mode vector)
 * @param high the upper eight of a 16-byte descriptor, otherwise 0
 * @param kind what it describes
 * @param dpl descriptor privilege level
 * @param present the P bit
 * @param layout what its first eight bytes mean; empty where there is nothing to take apart
 * @param users segment registers that hold it now, by name; of an IDT: the exception, if it is one
 */
public record DescriptorRow(int index, int selector, long address, long low, long high, DescriptorKind kind, int dpl, boolean present,
        Optional<Layout> layout, List<String> users) {
    /** Copies the names. */
    public DescriptorRow {
        users = List.copyOf(users);
    }
}
