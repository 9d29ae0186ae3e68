package dev.ringside.emulator.memory;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.Arrays;

/**
 * A translation lookaside buffer: direct-mapped, one entry per 4 KiB of linear address (large pages are cached in
 * 4 KiB pieces that remember their page). Its entries are guest-visible state: a guest that changes a page-table entry
 * without invalidating it sees the old translation exactly as long as the entry lives here, on every engine.
 *
 * <p>Permissions are kept as the walk found them, combined over all levels; what they mean for an access is decided at
 * the access, because CR0.WP, CR4.SMEP, CR4.SMAP and EFLAGS.AC can change without a flush.
 */
final class Tlb implements Stateful {
    /** Number of entries; a power of two. */
    static final int ENTRIES = 1024;

    static final int MASK = ENTRIES - 1;

    /** Attribute bits of an entry, equal to the page-table bits they come from where there is one. */
    static final int WRITABLE = 2, USER = 4, DIRTY = 0x40, GLOBAL = 0x100, NO_EXECUTE = 0x200;

    /** log2 of the page size in bytes sits in the attribute's top byte: 12, 21, 22 or 30. */
    static final int SIZE_SHIFT = 24;

    /** Linear page number that no address has. */
    private static final long EMPTY = -1L;

    private final long[] page = new long[ENTRIES];
    private final long[] frame = new long[ENTRIES];
    private final int[] attributes = new int[ENTRIES];

    // Derived from the entries: the slots in use, and the GiBs (modulo 64) in which some entry is a piece of a large page.
    private final SlotSet used = new SlotSet();
    private long largeIn;

    Tlb() {
        Arrays.fill(page, EMPTY);
    }

    // The low half is enough, and cheaper: in 32-bit code C2 then sees that the address is an int.
    static int slot(long linear) {
        return (int) linear >>> 12 & MASK;
    }

    boolean holds(int slot, long linear) {
        return page[slot] == linear >>> 12;
    }

    /** Physical address of the page of the entry in {@code slot}. */
    long frame(int slot) {
        return frame[slot];
    }

    int attributes(int slot) {
        return attributes[slot];
    }

    /** The entry in a filled slot, as others see it. */
    TlbEntry entry(int slot) {
        return new TlbEntry(page[slot] << 12, frame[slot], attributes[slot] >>> SIZE_SHIFT, attributes[slot] & (1 << SIZE_SHIFT) - 1);
    }

    void fill(int slot, long linear, long physicalFrame, int entryAttributes) {
        page[slot] = linear >>> 12;
        frame[slot] = physicalFrame;
        attributes[slot] = entryAttributes;
        derive(slot);
    }

    private void derive(int slot) {
        used.add(slot);
        if (attributes[slot] >>> SIZE_SHIFT != 12) {
            largeIn |= gibibyte(page[slot] << 12);
        }
    }

    private static long gibibyte(long linear) {
        return 1L << (linear >>> 30);
    }

    /** Whether the slot has an entry. */
    boolean filled(int slot) {
        return used.has(slot);
    }

    void drop(int slot) {
        page[slot] = EMPTY;
        frame[slot] = 0;
        attributes[slot] = 0;
        used.remove(slot);
    }

    void flush(boolean globalsToo) {
        largeIn = 0;
        for (int i = used.next(0); i < ENTRIES; i = used.next(i + 1)) {
            if (globalsToo || (attributes[i] & GLOBAL) == 0) {
                drop(i);
            } else {
                derive(i);
            }
        }
    }

    /**
     * The first slot from {@code slot} on whose entry belongs to the page, of whatever size, that {@code linear} lies in;
     * {@link #ENTRIES} when there is none.
     */
    int next(int slot, long linear) {
        if ((largeIn & gibibyte(linear)) == 0) {
            int only = slot(linear);
            return slot <= only && samePage(only, linear) ? only : ENTRIES;
        }
        int i = used.next(slot);
        while (i < ENTRIES && !samePage(i, linear)) {
            i = used.next(i + 1);
        }
        return i;
    }

    private boolean samePage(int slot, long linear) {
        if (page[slot] == EMPTY) {
            return false;
        }
        int shift = (attributes[slot] >>> SIZE_SHIFT) - 12;
        return page[slot] >>> shift == linear >>> 12 >>> shift;
    }

    @Override
    public void state(StateStream s) {
        s.i64s("page", page);
        s.i64s("frame", frame);
        s.i32s("attributes", attributes);
        if (s.restoring()) {
            largeIn = 0;
            for (int i = 0; i < ENTRIES; i++) {
                used.remove(i);
                if (page[i] != EMPTY) {
                    derive(i);
                }
            }
        }
    }
}
