package dev.ringside.symbols.expression.vocabulary;

import java.util.Arrays;
import java.util.Optional;

/** Fields of a paging-structure entry (SDM vol. 3, 4.5, tables 4-14 to 4-20). */
public enum EntryField {
    /** Bit 0. */
    PRESENT("p", 0, 1, "present"),
    /** Bit 1. */
    WRITABLE("rw", 1, 1, "writable"),
    /** Bit 2. */
    USER("us", 2, 1, "reachable from ring 3"),
    /** Bit 3. */
    WRITE_THROUGH("pwt", 3, 1, "write-through"),
    /** Bit 4. */
    CACHE_DISABLED("pcd", 4, 1, "cache disabled"),
    /** Bit 5. */
    ACCESSED("a", 5, 1, "accessed"),
    /** Bit 6. */
    DIRTY("d", 6, 1, "dirty"),
    /** Bit 7, in entries above the page table. */
    LARGE("ps", 7, 1, "maps a large page"),
    /** Bit 8. */
    GLOBAL("g", 8, 1, "global"),
    /** Bits 12 to 51. */
    FRAME("pfn", 12, 40, "page frame number"),
    /** Bit 63. */
    NO_EXECUTE("nx", 63, 1, "not executable");

    private final String title;
    private final int firstBit;
    private final int bits;
    private final String help;

    EntryField(String title, int firstBit, int bits, String help) {
        this.title = title;
        this.firstBit = firstBit;
        this.bits = bits;
        this.help = help;
    }

    /** As it is written. */
    public String title() {
        return title;
    }

    /** Its lowest bit. */
    public int firstBit() {
        return firstBit;
    }

    /** How many bits it has. */
    public int bits() {
        return bits;
    }

    /** The field called {@code name}. */
    public static Optional<EntryField> named(String name) {
        return Arrays.stream(values()).filter(row -> row.title.equals(name)).findFirst();
    }

    /** The row as it is shown. */
    public Word word() {
        return new Word("." + title, "u" + bits, "of an entry: " + help);
    }
}
