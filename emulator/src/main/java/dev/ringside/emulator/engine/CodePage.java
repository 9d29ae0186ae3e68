package dev.ringside.emulator.engine;

import dev.ringside.emulator.engine.translator.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks and units on one page of RAM. The same page may be executed at many linear addresses: each run of a program that is
 * loaded anywhere adds one, and none of them ever comes back. So there are blocks and units for a few of these only.
 */
final class CodePage {
    /** Linear addresses a page may be executed at: more than programs in a pipeline. */
    private static final int MOST_MAPPINGS = 8;

    final List<Block> blocks = new ArrayList<>();
    final List<Unit> units = new ArrayList<>();

    /** Bit n says that some block or unit covers bytes of the page's 64-byte chunk n. */
    long chunks;

    // Linear address less RAM index, what was added to last in front.
    private final long[] mappings = new long[MOST_MAPPINGS];
    private int known;

    /**
     * Something is added that is executed at a linear address {@code mapping} above its RAM index.
     *
     * @return whether blocks or units at another address had to leave for it
     */
    boolean executedAt(long mapping) {
        if (known > 0 && mappings[0] == mapping) {
            return false;
        }
        int at = 0;
        while (at < known && mappings[at] != mapping) {
            at++;
        }
        boolean left = at == MOST_MAPPINGS && forget(mappings[--at]);
        known = Math.max(known, at + 1);
        System.arraycopy(mappings, 0, mappings, 1, at);
        mappings[0] = mapping;
        return left;
    }

    // Chunks stay as they are: the page is watched a little more than it need be until something is stored there.
    private boolean forget(long mapping) {
        boolean left = blocks.removeIf(b -> {
            boolean goes = b.linear - b.ramIndex == mapping;
            b.valid &= !goes;
            return goes;
        });
        return left | units.removeIf(u -> {
            boolean goes = u.linear - u.ramIndex == mapping;
            if (goes) {
                u.drop();
            }
            return goes;
        });
    }
}
