package dev.ringside.emulator.memory;

/**
 * Where instructions are fetched from, as far as that is known at once, for the supervisor or for user mode.
 *
 * @param tags base of the linear page that each slot stands for
 * @param indexes RAM index of the page, by slot; -1 when it is not RAM
 */
public record FetchTables(long[] tags, int[] indexes) {
    /** Whether it is known that the instruction byte at {@code linear} lies at {@code ramIndex}. If not, {@link Mmu#fetchIndex} tells. */
    public boolean knows(long linear, int ramIndex) {
        int slot = Tlb.slot(linear);
        return tags[slot] == (linear & -PhysicalMemory.PAGE_SIZE) && (indexes[slot] | (int) linear & 0xFFF) == ramIndex;
    }
}
