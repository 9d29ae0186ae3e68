package dev.ringside.emulator.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrequencyTest {
    private final Frequency pit = new Frequency(1_193_182);

    @Test
    void aSecondHasExactlyItsTicksHoweverFarFromTheStart() {
        long second = 1_000_000_000L;
        assertEquals(1_193_182L * 100_000_000L, pit.ticks(100_000_000L * second));
        assertEquals(1_193_182L * 7 - 1, pit.ticks(7 * second - 1));
    }

    @Test
    void theStartOfATickIsTheFirstInstantThatShowsIt() {
        for (long tick = 1; tick < 5_000_000_000L; tick = tick * 3 + 1) {
            long start = pit.start(tick);
            assertEquals(tick, pit.ticks(start));
            assertEquals(tick - 1, pit.ticks(start - 1));
        }
    }
}
