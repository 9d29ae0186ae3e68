package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.debug.inspect.layout.FieldValue;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import java.util.List;
import java.util.OptionalLong;

/**
 * An entry that a walk came to.
 *
 * @param level which
 * @param index its number in the table
 * @param address its physical address; empty for one of PAE paging's PDPTE registers
 * @param value the entry
 * @param layout what its bits mean; for an entry that is not present they mean nothing but that
 * @param reserved bits that are set though they must be clear
 */
public record WalkStep(Level level, int index, OptionalLong address, long value, Layout layout, long reserved) {
    /** Whether the entry is present. */
    public boolean present() {
        return (value & 1) != 0;
    }

    /** The bits that are worth telling, from bit 0 up; only P when the entry is not present. */
    public List<FieldValue> fields() {
        return present() ? layout.told(value) : layout.decode(value).subList(0, 1);
    }
}
