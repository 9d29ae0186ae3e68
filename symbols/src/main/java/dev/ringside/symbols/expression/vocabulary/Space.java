package dev.ringside.symbols.expression.vocabulary;

import java.util.Arrays;
import java.util.Optional;

/** Address spaces of memory. */
public enum Space {
    /** Through the page tables, past segmentation; what pointers and symbols mean. */
    LINEAR("linear", "linear address, before paging"),
    /** Past paging. */
    PHYSICAL("phys", "physical address, after paging"),
    /** Offsets in a segment: the hidden base is added, cut off as the mode does. */
    ES("es", "offset in the segment of ES"),
    /** See {@link #ES}. */
    CS("cs", "offset in the segment of CS"),
    /** See {@link #ES}. */
    SS("ss", "offset in the segment of SS"),
    /** See {@link #ES}. */
    DS("ds", "offset in the segment of DS"),
    /** See {@link #ES}. */
    FS("fs", "offset in the segment of FS"),
    /** See {@link #ES}. */
    GS("gs", "offset in the segment of GS");

    private final String title;
    private final String help;

    Space(String title, String help) {
        this.title = title;
        this.help = help;
    }

    /** As it is written before a colon. */
    public String title() {
        return title;
    }

    /** The space called {@code name}. */
    public static Optional<Space> named(String name) {
        return Arrays.stream(values()).filter(row -> row.title.equals(name)).findFirst();
    }

    /** The row as it is shown. */
    public Word word() {
        return new Word(title + ":", "u32[" + title + ":x]", help);
    }
}
