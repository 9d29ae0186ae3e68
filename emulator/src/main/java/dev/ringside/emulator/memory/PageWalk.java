package dev.ringside.emulator.memory;

import java.util.List;

/**
 * One walk through the page tables, without any effect.
 *
 * @param linear the address that was walked for
 * @param root the value of CR3 that it began with
 * @param steps the entries it came to, from the top down; none when paging is off
 * @param end how it ended
 * @param physical where it led; -1 when it led nowhere
 * @param pageShift log2 of the size of the page in bytes; 0 when there is no page
 * @param attributes what the entries say together, as {@link PagingView} names the bits; 0 when there is no page
 */
public record PageWalk(long linear, long root, List<Step> steps, End end, long physical, int pageShift, int attributes) {
    /** How walks end. */
    public enum End {
        /** At a page. */
        MAPPED,
        /** At an entry that is not present. */
        NOT_PRESENT,
        /** At an entry with reserved bits set. */
        RESERVED_BITS,
        /** It did not begin: paging is off and linear addresses are physical. */
        PAGING_OFF
    }

    /**
     * An entry on the way.
     *
     * @param shift position in the linear address of the index that selected it
     * @param address its physical address; -1 for one of PAE paging's PDPTE registers
     * @param value the entry
     * @param bytes its size, 4 or 8
     * @param reserved bits that are set though they must be clear
     */
    public record Step(int shift, long address, long value, int bytes, long reserved) {}

    /** Copies the steps. */
    public PageWalk {
        steps = List.copyOf(steps);
    }
}
