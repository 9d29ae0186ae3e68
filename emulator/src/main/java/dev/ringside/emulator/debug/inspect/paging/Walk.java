package dev.ringside.emulator.debug.inspect.paging;

import java.util.List;
import java.util.Optional;

/**
 * How a linear address is translated, entry by entry.
 *
 * @param linear the address
 * @param mode the paging mode
 * @param cr3 the value of CR3 it begins with
 * @param steps the entries, from the top down
 * @param end how it ends
 * @param reason why it ends there, in words, with the manual's section
 * @param page where it leads, when it leads anywhere
 */
public record Walk(long linear, PagingMode mode, long cr3, List<WalkStep> steps, End end, String reason, Optional<Page> page) {
    /** How walks end. */
    public enum End {
        /** At a page. */
        MAPPED,
        /** At an entry that is not present: #PF with P clear. */
        NOT_PRESENT,
        /** At an entry with reserved bits set: #PF with RSVD set. */
        RESERVED_BITS,
        /** It does not begin, because paging is off. */
        PAGING_OFF,
        /** It does not begin, because the address is not canonical: #GP or #SS. */
        NOT_CANONICAL
    }

    /**
     * A page.
     *
     * @param physical where the linear address leads
     * @param size of the page, in bytes
     * @param writable whether all entries have RW
     * @param user whether all entries have US
     * @param executable whether no entry has XD
     * @param dirty D of the last entry
     * @param global G of the last entry, and CR4.PGE
     * @param type memory type by PAT, PCD and PWT of the last entry
     * @param rights who may do what
     */
    public record Page(long physical, long size, boolean writable, boolean user, boolean executable, boolean dirty, boolean global, MemoryType type,
            EffectiveRights rights) {}

    /** Copies the steps. */
    public Walk {
        steps = List.copyOf(steps);
    }

    /** The entry of a level, if the walk came to it. */
    public Optional<WalkStep> step(Level level) {
        return steps.stream().filter(s -> s.level() == level).findFirst();
    }
}
