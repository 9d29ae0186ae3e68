package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.debug.inspect.paging.Region.Mapping;
import java.util.Optional;

/**
 * Linear addresses that two address spaces map differently, in the same way all through.
 *
 * @param first the first one
 * @param last the last one
 * @param kind what is different
 * @param before how the first space maps them; empty when it does not
 * @param after how the second space maps them; empty when it does not
 */
public record MappingChange(long first, long last, Kind kind, Optional<Mapping> before, Optional<Mapping> after) {
    /** What can be different. */
    public enum Kind {
        /** Only the second space maps them. */
        ADDED,
        /** Only the first space maps them. */
        REMOVED,
        /** Rights, page size or memory type. */
        MAPPING,
        /** They are mapped alike, but other physical pages. */
        FRAMES
    }

    /** How many bytes. */
    public long size() {
        return last - first + 1;
    }
}
