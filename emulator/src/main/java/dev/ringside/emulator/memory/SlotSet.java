package dev.ringside.emulator.memory;

/** Which slots of a {@link Tlb}'s size have something in them, so that forgetting everything costs no more than there is. */
final class SlotSet {
    private final long[] words = new long[Tlb.ENTRIES / 64];

    void add(int slot) {
        words[slot >>> 6] |= 1L << slot;
    }

    void remove(int slot) {
        words[slot >>> 6] &= ~(1L << slot);
    }

    boolean has(int slot) {
        return (words[slot >>> 6] >>> slot & 1) != 0;
    }

    /** The first member that is at least {@code slot}, or {@link Tlb#ENTRIES} when there is none. */
    int next(int slot) {
        if (slot == Tlb.ENTRIES) {
            return slot;
        }
        int word = slot >>> 6;
        long bits = words[word] & -1L << slot;
        while (bits == 0) {
            word++;
            if (word == words.length) {
                return Tlb.ENTRIES;
            }
            bits = words[word];
        }
        return word << 6 | Long.numberOfTrailingZeros(bits);
    }
}
