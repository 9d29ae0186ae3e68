package dev.ringside.emulator.debug.inspect.paging;

/** The levels of page tables, by the manual's names of their entries (SDM vol. 3, 4.2). */
public enum Level {
    /** Entry of the PML4 table. */
    PML4E,
    /** Entry of the page-directory-pointer table. */
    PDPTE,
    /** Entry of the page directory. */
    PDE,
    /** Entry of the page table. */
    PTE;

    /** The level whose index stands at bit {@code shift} of a linear address. */
    public static Level at(int shift) {
        return switch (shift) {
            case 39 -> PML4E;
            case 30 -> PDPTE;
            case 21, 22 -> PDE;
            default -> PTE;
        };
    }
}
