package dev.ringside.repl.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The heap is collected when it has grown by the slack since it was last known what is in use, however large that is. */
class HeapWatchTest {
    private static final long RAM = 4L << 30;

    @Test
    void growthIsCountedFromWhatWasInUse() {
        HeapWatch watch = new HeapWatch(RAM);
        assertFalse(watch.due(RAM + HeapWatch.SLACK));
        assertTrue(watch.due(RAM + HeapWatch.SLACK + 1));
    }

    @Test
    void whatIsLeftAfterACollectionIsInUse() {
        HeapWatch watch = new HeapWatch(RAM);
        watch.settle(RAM + 100);
        assertFalse(watch.due(RAM + 100 + HeapWatch.SLACK));
        assertTrue(watch.due(RAM + 101 + HeapWatch.SLACK));
        watch.settle(RAM / 2);
        assertTrue(watch.due(RAM));
    }
}
