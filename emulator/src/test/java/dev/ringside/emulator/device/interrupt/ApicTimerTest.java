package dev.ringside.emulator.device.interrupt;

import static dev.ringside.emulator.device.interrupt.ApicBench.CURRENT;
import static dev.ringside.emulator.device.interrupt.ApicBench.DEADLINE;
import static dev.ringside.emulator.device.interrupt.ApicBench.DIVIDE;
import static dev.ringside.emulator.device.interrupt.ApicBench.EOI;
import static dev.ringside.emulator.device.interrupt.ApicBench.INITIAL;
import static dev.ringside.emulator.device.interrupt.ApicBench.LVT_TIMER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The timer of a local APIC: counting, and the deadline of the TSC. */
class ApicTimerTest {
    private final ApicBench bench = new ApicBench();

    @Test
    void oneShotTimerCountsDividedNanoseconds() {
        bench.write(1, LVT_TIMER, 0x40);
        bench.write(1, DIVIDE, 0x3);
        bench.write(1, INITIAL, 1000);
        bench.clock.advance(160);
        assertEquals(990, bench.read(1, CURRENT));
        bench.clock.to(15_999);
        assertFalse(bench.apics.get(1).pending());
        bench.clock.to(16_000);
        assertEquals(0x40, bench.take(1));
        assertEquals(0, bench.read(1, CURRENT));
        bench.write(1, EOI, 0);
        bench.clock.advance(1_000_000);
        assertFalse(bench.apics.get(1).pending());
    }

    @Test
    void periodicTimerReloadsWithoutDrift() {
        bench.write(1, LVT_TIMER, 0x2_0040);
        bench.write(1, DIVIDE, 0xB);
        bench.write(1, INITIAL, 1000);
        for (int i = 1; i <= 5; i++) {
            bench.clock.to(i * 1000L - 1);
            assertFalse(bench.apics.get(1).pending());
            bench.clock.to(i * 1000L);
            bench.take(1);
            bench.write(1, EOI, 0);
        }
        bench.clock.advance(250);
        assertEquals(750, bench.read(1, CURRENT));
    }

    @Test
    void changingTheDividerKeepsTheCount() {
        bench.write(1, DIVIDE, 0xB);
        bench.write(1, INITIAL, 1000);
        bench.clock.advance(400);
        bench.write(1, DIVIDE, 0x0);
        assertEquals(600, bench.read(1, CURRENT));
        bench.clock.advance(200);
        assertEquals(500, bench.read(1, CURRENT));
    }

    @Test
    void maskedTimerCountsSilently() {
        bench.write(1, LVT_TIMER, 0x1_0040);
        bench.write(1, INITIAL, 10);
        bench.clock.advance(1000);
        assertFalse(bench.apics.get(1).pending());
        assertEquals(0, bench.read(1, CURRENT));
    }

    @Test
    void deadlineFiresWhenTheTscOfTheProcessorReachesIt() {
        bench.tscOffset = 5000;
        bench.write(1, LVT_TIMER, 0x4_0040);
        assertTrue(bench.apics.get(1).writeMsr(DEADLINE, 6000));
        assertEquals(6000, bench.apics.get(1).readMsr(DEADLINE));
        bench.clock.to(999);
        assertFalse(bench.apics.get(1).pending());
        bench.clock.to(1000);
        assertEquals(0x40, bench.take(1));
        assertEquals(0, bench.apics.get(1).readMsr(DEADLINE));
    }

    @Test
    void deadlineMovesWithTheTsc() {
        bench.write(1, LVT_TIMER, 0x4_0040);
        bench.apics.get(1).writeMsr(DEADLINE, 6000);
        bench.tscOffset = 5500;
        bench.apics.get(1).tscChanged();
        bench.clock.to(500);
        assertTrue(bench.apics.get(1).pending());
    }

    @Test
    void deadlineOutsideItsModeIsIgnoredAndAFarOneNeverComes() {
        bench.apics.get(1).writeMsr(DEADLINE, 100);
        assertEquals(0, bench.apics.get(1).readMsr(DEADLINE));
        bench.write(1, LVT_TIMER, 0x4_0040);
        bench.apics.get(1).writeMsr(DEADLINE, -1L);
        bench.clock.advance(1_000_000_000_000L);
        assertFalse(bench.apics.get(1).pending());
    }
}
