package dev.ringside.symbols.kallsyms;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Finds a pattern as Horspool's method does, but by the last two bytes of a window, which say how far it may move: every second byte of
 * a pattern may be zero, and guests are full of zeros.
 */
final class PatternSearch {
    private static final int PAIRS = 1 << 12;

    private final byte[] pattern;
    /** By a hash of two bytes; pairs that share a place have the shorter move. */
    private final int[] moves = new int[PAIRS];

    /** @param pattern two bytes or more */
    PatternSearch(byte[] pattern) {
        if (pattern.length < 2) {
            throw new IllegalArgumentException("a pattern of " + pattern.length + " bytes");
        }
        this.pattern = pattern;
        int last = pattern.length - 1;
        // One more when the second byte of the pair is not the pattern's first: not worth asking.
        Arrays.fill(moves, last);
        for (int i = 1; i < last; i++) {
            moves[pair(pattern, i)] = last - i;
        }
    }

    private static int pair(byte[] bytes, int second) {
        return (bytes[second - 1] << 4 ^ bytes[second]) & PAIRS - 1;
    }

    /** Tells every index below {@code length} at which the whole pattern begins. */
    void all(byte[] bytes, int length, IntConsumer found) {
        int last = pattern.length - 1;
        for (int at = last; at < length; at += moves[pair(bytes, at)]) {
            // Two bytes before the call, which costs more.
            if (bytes[at] == pattern[last] && bytes[at - 1] == pattern[last - 1] && Arrays.equals(bytes, at - last, at, pattern, 0, last)) {
                found.accept(at - last);
            }
        }
    }
}
