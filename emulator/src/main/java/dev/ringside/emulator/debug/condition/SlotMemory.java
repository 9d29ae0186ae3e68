package dev.ringside.emulator.debug.condition;

/**
 * What {@code old} and {@code changed} of one compiled expression remember: for each slot its value now, and that of the time before. A
 * record, so that the JIT compiler trusts its fields.
 */
record SlotMemory(long[] now, boolean[] known, long[] before, boolean[] remembered) {
    SlotMemory(int slots) {
        this(new long[slots], new boolean[slots], new long[slots], new boolean[slots]);
    }

    /** The slot has a value this time. */
    void set(int slot, long value) {
        now[slot] = value;
        known[slot] = true;
    }

    /** The slot has none this time. */
    void miss(int slot) {
        known[slot] = false;
    }

    /** Whether the slot has a value this time. */
    boolean has(int slot) {
        return known[slot];
    }

    /** What it was the last time it had a value; the first time what it is. Only of a slot that has a value. */
    long old(int slot) {
        return remembered[slot] ? before[slot] : now[slot];
    }

    /** Whether it is another than {@link #old}. */
    boolean changed(int slot) {
        return old(slot) != now[slot];
    }

    /** Ends an evaluation: what has a value is remembered for the next. */
    void remember() {
        for (int i = 0; i < now.length; i++) {
            if (known[i]) {
                before[i] = now[i];
                remembered[i] = true;
            }
        }
    }
}
