package dev.ringside.emulator.device.timer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.Line;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PitTest {
    private static final long SECOND = 1_000_000_000L;

    private final TestClock clock = new TestClock();
    private final Line irq0 = new Line();
    private final Pit8254 pit = new Pit8254(clock, irq0);
    private final PortBus bus = new PortBus();

    @BeforeEach
    void attach() {
        pit.attach(bus);
    }

    private void program(int counter, int mode, int count) {
        bus.out(0x43, 1, counter << 6 | 3 << 4 | mode << 1);
        bus.out(0x40 + counter, 1, count & 0xFF);
        bus.out(0x40 + counter, 1, count >> 8);
    }

    private void toTick(long tick) {
        clock.to(Pit8254.CLOCK.start(tick));
    }

    private int read(int counter) {
        bus.out(0x43, 1, counter << 6);
        return bus.in(0x40 + counter, 1) | bus.in(0x40 + counter, 1) << 8;
    }

    private boolean out2() {
        return (bus.in(0x61, 1) & 0x20) != 0;
    }

    @Test
    void rateGeneratorTicksExactlyItsFrequencyWithoutDrift() {
        program(0, 2, 11_932); // Linux at 100 Hz
        clock.to(100 * SECOND);
        assertEquals((1_193_182L * 100 - 1) / 11_932, irq0.rises - 1, "one rise is OUT going high when the mode is set");
    }

    @Test
    void mode2IsLowForTheLastTickOfEachPeriod() {
        program(0, 2, 10);
        toTick(9);
        assertTrue(irq0.level);
        toTick(10);
        assertFalse(irq0.level);
        toTick(11);
        assertTrue(irq0.level);
    }

    @Test
    void mode0RisesOnceAtTerminalCountAndWraps() {
        program(0, 0, 100);
        assertFalse(irq0.level);
        toTick(100);
        assertFalse(irq0.level);
        toTick(101);
        assertTrue(irq0.level);
        toTick(111);
        assertEquals(0x10000 - 10, read(0));
        clock.advance(SECOND);
        assertEquals(1, irq0.rises);
    }

    @Test
    void firstByteOfAMode0CountStopsIt() {
        program(0, 0, 100);
        bus.out(0x40, 1, 50);
        clock.advance(SECOND);
        assertEquals(0, irq0.rises);
    }

    @Test
    void mode3IsHighForTheLongerHalfOfAnOddCount() {
        program(0, 3, 5);
        boolean[] high = new boolean[10];
        for (int i = 0; i < high.length; i++) {
            toTick(1 + i);
            high[i] = irq0.level;
        }
        boolean[] expected = {true, true, true, false, false, true, true, true, false, false};
        assertArrayEquals(expected, high);
    }

    @Test
    void mode3CountsDownByTwo() {
        program(0, 3, 1000);
        toTick(11);
        assertEquals(980, read(0));
    }

    @Test
    void mode4StrobesLowForOneTick() {
        program(0, 4, 20);
        toTick(20);
        assertTrue(irq0.level);
        toTick(21);
        assertFalse(irq0.level);
        toTick(22);
        assertTrue(irq0.level);
    }

    @Test
    void gateOfCounter2StopsAndResumesMode0() {
        bus.out(0x61, 1, 0);
        program(2, 0, 100);
        toTick(1000);
        assertEquals(100, read(2));
        bus.out(0x61, 1, 1);
        toTick(1050);
        assertEquals(50, read(2));
        bus.out(0x61, 1, 0);
        toTick(2000);
        bus.out(0x61, 1, 1);
        assertFalse(out2());
        toTick(2050);
        assertTrue(out2());
    }

    @Test
    void risingGateTriggersTheOneShotAgainAndAgain() {
        bus.out(0x61, 1, 0);
        program(2, 1, 10);
        assertTrue(out2());
        bus.out(0x61, 1, 1);
        toTick(5);
        assertFalse(out2());
        bus.out(0x61, 1, 0);
        bus.out(0x61, 1, 1);
        toTick(12);
        assertFalse(out2());
        toTick(16);
        assertTrue(out2());
    }

    @Test
    void mode5StrobesAfterTheTrigger() {
        bus.out(0x61, 1, 0);
        program(2, 5, 10);
        toTick(100);
        assertTrue(out2());
        bus.out(0x61, 1, 1);
        toTick(111);
        assertFalse(out2());
        toTick(112);
        assertTrue(out2());
    }

    @Test
    void latchedCountStaysUntilRead() {
        program(0, 2, 1000);
        toTick(101);
        bus.out(0x43, 1, 0);
        toTick(200);
        bus.out(0x43, 1, 0);
        assertEquals(900, bus.in(0x40, 1) | bus.in(0x40, 1) << 8);
    }

    @Test
    void readBackGivesStatusThenCount() {
        program(0, 2, 1000);
        toTick(101);
        bus.out(0x43, 1, 0xC2);
        assertEquals(0x80 | 0x34, bus.in(0x40, 1));
        assertEquals(900, bus.in(0x40, 1) | bus.in(0x40, 1) << 8);
    }

    @Test
    void nullCountIsSetUntilTheCountIsLoaded() {
        program(0, 2, 1000);
        bus.out(0x43, 1, 0xE2);
        assertEquals(0x40, bus.in(0x40, 1) & 0x40);
        toTick(1);
        bus.out(0x43, 1, 0xE2);
        assertEquals(0, bus.in(0x40, 1) & 0x40);
    }

    @Test
    void newCountOfARateGeneratorWaitsForTheEndOfThePeriod() {
        program(0, 2, 100);
        toTick(51);
        bus.out(0x40, 1, 10);
        bus.out(0x40, 1, 0);
        irq0.rises = 0;
        toTick(100);
        assertEquals(0, irq0.rises);
        toTick(101);
        assertEquals(1, irq0.rises);
        toTick(111);
        assertEquals(2, irq0.rises);
    }

    @Test
    void bcdCountsDecimally() {
        bus.out(0x43, 1, 3 << 4 | 0 << 1 | 1);
        bus.out(0x40, 1, 0x00);
        bus.out(0x40, 1, 0x10);
        toTick(2);
        assertEquals(0x0999, read(0));
    }

    @Test
    void countZeroIsTheLargest() {
        program(0, 2, 0);
        toTick(2);
        assertEquals(0xFFFF, read(0));
    }

    @Test
    void aCountOfOneInPeriodicModesHangsNobody() {
        program(0, 2, 1);
        program(0, 3, 1);
        clock.advance(SECOND);
        assertTrue(irq0.rises <= 2);
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        program(0, 2, 1000);
        program(2, 0, 500);
        toTick(300);
        TestClock otherClock = new TestClock();
        Line otherIrq = new Line();
        Pit8254 other = new Pit8254(otherClock, otherIrq);
        States.restore(States.save(clock, pit), otherClock, other);
        irq0.rises = 0;
        clock.advance(SECOND);
        otherClock.advance(SECOND);
        assertEquals(States.hash(clock, pit), States.hash(otherClock, other));
        assertEquals(irq0.rises, otherIrq.rises, 1, "the restored wire starts low");
    }
}
