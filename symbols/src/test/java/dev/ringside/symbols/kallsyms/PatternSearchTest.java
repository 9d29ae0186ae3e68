package dev.ringside.symbols.kallsyms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A pattern is found wherever comparing at every index finds it, whatever moves the search makes. */
class PatternSearchTest {
    private static List<Integer> found(byte[] pattern, byte[] bytes, int length) {
        var found = new ArrayList<Integer>();
        new PatternSearch(pattern).all(bytes, length, found::add);
        return found;
    }

    private static List<Integer> expected(byte[] pattern, byte[] bytes, int length) {
        var expected = new ArrayList<Integer>();
        for (int at = 0; at + pattern.length <= length; at++) {
            if (Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
                expected.add(at);
            }
        }
        return expected;
    }

    @Test
    void patternsOfFewBytesAreFoundWhereverTheyOverlap() {
        var random = new Random(1);
        int hits = 0;
        for (int round = 0; round < 20_000; round++) {
            // Of two or three byte values, so that everything repeats; some are negative.
            byte[] pattern = random(random, 2 + random.nextInt(6));
            byte[] bytes = random(random, random.nextInt(200));
            int length = random.nextInt(bytes.length + 1);
            List<Integer> expected = expected(pattern, bytes, length);
            assertEquals(expected, found(pattern, bytes, length), () -> Arrays.toString(pattern) + " in " + Arrays.toString(bytes));
            hits += expected.size();
        }
        assertTrue(hits > 10_000, "hits: " + hits);
    }

    private static byte[] random(Random random, int length) {
        byte[] values = {0, '0', -1};
        byte[] bytes = new byte[length];
        int most = 2 + random.nextInt(2);
        for (int i = 0; i < length; i++) {
            bytes[i] = values[random.nextInt(most)];
        }
        return bytes;
    }

    @Test
    void aPatternOfOneByteIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PatternSearch(new byte[] {1}));
    }
}
