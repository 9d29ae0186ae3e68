package dev.ringside.emulator.memory;

/** The entries that {@link Mmu#walk} comes to, and where it ends; filled anew by each walk, so that nothing is allocated. */
public final class WalkEntries implements PageWalker.Trail {
    /** Levels, as the manual counts them: entries of the page table, page directory, page-directory-pointer table, PML4 table. */
    public static final int PTE = 1, PDE = 2, PDPTE = 3, PML4E = 4;

    private final long[] entries = new long[PML4E + 1];
    private int met;
    private long physical;
    private int pageShift;

    /** No walk yet. */
    public WalkEntries() {
        begin();
    }

    void begin() {
        met = 0;
        physical = -1;
        pageShift = 0;
    }

    void end(long newPhysical, int newPageShift) {
        physical = newPhysical;
        pageShift = newPageShift;
    }

    @Override
    public void met(int shift, long address, long entry, long reserved) {
        int level = shift == 39 ? PML4E : shift == 30 ? PDPTE : shift == 12 ? PTE : PDE;
        met |= 1 << level;
        entries[level] = entry;
    }

    /** Whether the walk came to an entry of the level; one that is not present, and ends it, counts. */
    public boolean has(int level) {
        return (met >>> level & 1) != 0;
    }

    /** The entry of a level that the walk {@linkplain #has has}; of 32-bit paging zero-extended, of PAE paging's first level the register. */
    public long entry(int level) {
        return entries[level];
    }

    /** Where the walk led; -1 when it led nowhere. With paging off the address itself. */
    public long physical() {
        return physical;
    }

    /** log2 of the page's size in bytes; 0 when there is no page, or no paging. */
    public int pageShift() {
        return pageShift;
    }
}
