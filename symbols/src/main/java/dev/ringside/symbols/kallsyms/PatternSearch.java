package dev.ringside.symbols.kallsyms;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Finds a pattern by Horspool's method: the last byte of a window that does not fit says how far it may move. */
final class PatternSearch {
    private final byte[] pattern;
    private final int[] moves = new int[256];

    PatternSearch(byte[] pattern) {
        this.pattern = pattern;
        Arrays.fill(moves, pattern.length);
        for (int i = 0; i < pattern.length - 1; i++) {
            moves[pattern[i] & 0xFF] = pattern.length - 1 - i;
        }
    }

    /** Tells every index below {@code length} at which the whole pattern begins. */
    void all(byte[] bytes, int length, IntConsumer found) {
        int last = pattern.length - 1;
        for (int at = 0; at + last < length; at += moves[bytes[at + last] & 0xFF]) {
            // Two bytes before the call: guests are full of zeros, and some patterns end with one.
            if (bytes[at + last] == pattern[last] && bytes[at + last - 1] == pattern[last - 1] && Arrays.equals(bytes, at, at + last, pattern, 0, last)) {
                found.accept(at);
            }
        }
    }
}
