package dev.ringside.symbols.expression.vocabulary;

import java.util.Arrays;
import java.util.Optional;

/** What can be named of a page walk (SDM vol. 3, 4.5). Where a walk does not come so far, there is no value. */
public enum WalkPart {
    /** Entry of the uppermost table in 4-level paging. */
    PML4E("pml4e", true, "entry of the PML4 table"),
    /** Entry of the page-directory-pointer table. */
    PDPTE("pdpte", true, "entry of the page-directory-pointer table"),
    /** Entry of the page directory. */
    PDE("pde", true, "entry of the page directory"),
    /** Entry of the page table. */
    PTE("pte", true, "entry of the page table"),
    /** Where it ends. */
    PHYSICAL("physical", false, "the physical address"),
    /** How much is mapped as one. */
    PAGE_SIZE("page_size", false, "size of the page in bytes");

    private final String title;
    private final boolean entry;
    private final String help;

    WalkPart(String title, boolean entry, String help) {
        this.title = title;
        this.entry = entry;
        this.help = help;
    }

    /** As it is written. */
    public String title() {
        return title;
    }

    /** Whether it has {@link EntryField fields}. */
    public boolean entry() {
        return entry;
    }

    /** The part called {@code name}. */
    public static Optional<WalkPart> named(String name) {
        return Arrays.stream(values()).filter(row -> row.title.equals(name)).findFirst();
    }

    /** The row as it is shown. */
    public Word word() {
        return new Word("walk(a)." + title, "u64", help);
    }
}
