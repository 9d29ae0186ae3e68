package dev.ringside.emulator.boot;

import java.util.List;
import java.util.OptionalInt;

/**
 * Everything a machine needs to start a guest: what to put into its memory and the state its first CPU begins in.
 *
 * @param format   the kind of image and the way it is entered, for people
 * @param segments what to put into memory, in this order; they do not overlap
 * @param entry    state of the first CPU at the guest's first instruction
 * @param slide    how far the kernel was moved
 * @param bios     number of the drive the guest was booted from when it needs BIOS services; empty when it needs none
 * @param notes    remarks for the user, one line each
 */
public record LoadPlan(String format, List<Segment> segments, EntryState entry, Slide slide, OptionalInt bios,
        List<String> notes) {
    /**
     * How far a kernel was moved from where it was linked to run; what symbol tables have to be shifted by.
     *
     * @param physical bytes added to physical addresses
     * @param virtual  bytes added to linear addresses
     */
    public record Slide(long physical, long virtual) {
        /** A kernel that stands where it was linked to stand. */
        public static final Slide NONE = new Slide(0, 0);
    }

    /** Copies the lists. */
    public LoadPlan {
        segments = List.copyOf(segments);
        notes = List.copyOf(notes);
    }

    /** The same without the contents of memory, which may be large. */
    public LoadPlan withoutContents() {
        return new LoadPlan(format, List.of(), entry, slide, bios, notes);
    }

    /** A plan for an image that was not moved and needs no remark. */
    public static LoadPlan of(String format, List<Segment> segments, EntryState entry) {
        return new LoadPlan(format, segments, entry, Slide.NONE, OptionalInt.empty(), List.of());
    }
}
