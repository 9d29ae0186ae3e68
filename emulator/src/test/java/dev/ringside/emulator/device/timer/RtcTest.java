package dev.ringside.emulator.device.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.Line;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RtcTest {
    private static final long SECOND = 1_000_000_000L;
    /** 2024-02-28 23:59:58 UTC, a Wednesday. */
    private static final long START = 1_709_164_798L;

    private final TestClock clock = new TestClock();
    private final Line irq8 = new Line();
    private final Rtc rtc = new Rtc(clock, irq8, START);
    private final PortBus bus = new PortBus();

    @BeforeEach
    void attach() {
        rtc.attach(bus);
    }

    private int read(int register) {
        bus.out(0x70, 1, register);
        return bus.in(0x71, 1);
    }

    private void write(int register, int value) {
        bus.out(0x70, 1, register);
        bus.out(0x71, 1, value);
    }

    private String date() {
        return "%02X%02X-%02X-%02X %02X:%02X:%02X".formatted(read(0x32), read(9), read(8), read(7), read(4), read(2), read(0));
    }

    @Test
    void startsAtTheGivenDateInBcd() {
        assertEquals("2024-02-28 23:59:58", date());
        assertEquals(4, read(6), "Wednesday");
    }

    @Test
    void followsVirtualTimeThroughALeapDay() {
        clock.advance(2 * SECOND);
        assertEquals("2024-02-29 00:00:00", date());
        clock.advance(86_400 * SECOND);
        assertEquals("2024-03-01 00:00:00", date());
    }

    @Test
    void binaryModeAndTwelveHourMode() {
        write(0x0B, 0x86);
        write(0, 58);
        write(2, 59);
        write(4, 22);
        write(0x0B, 0x06);
        clock.advance(2 * SECOND);
        assertEquals(23, read(4));
        write(0x0B, 0x80);
        write(0, 0x58);
        write(2, 0x59);
        write(4, 0x91);
        write(0x0B, 0x00);
        clock.advance(SECOND);
        assertEquals(0x91, read(4), "11 pm");
        clock.advance(SECOND);
        assertEquals(0x12, read(4), "12 am");
    }

    @Test
    void updateInProgressWarnsBeforeEachUpdate() {
        assertEquals(0, read(0x0A) & 0x80);
        clock.to(SECOND - 1);
        assertEquals(0x80, read(0x0A) & 0x80);
        clock.to(SECOND);
        assertEquals(0, read(0x0A) & 0x80);
    }

    @Test
    void setHoldsTheTimeStill() {
        write(0x0B, 0x82);
        clock.advance(10 * SECOND);
        assertEquals("2024-02-28 23:59:58", date());
    }

    @Test
    void updateEndedInterruptComesEverySecondAndReadingCClearsIt() {
        write(0x0B, 0x12);
        clock.advance(SECOND);
        assertTrue(irq8.level);
        assertEquals(0x90, read(0x0C) & 0x90);
        assertFalse(irq8.level);
        assertEquals(0, read(0x0C));
    }

    @Test
    void alarmMatchesWithDontCareFields() {
        write(1, 0x05);
        write(3, 0xFF);
        write(5, 0xC0);
        write(0x0B, 0x22);
        clock.advance(6 * SECOND);
        assertFalse(irq8.level);
        clock.advance(SECOND);
        assertTrue(irq8.level);
        assertEquals(0xA0, read(0x0C) & 0xA0);
    }

    @Test
    void periodicInterruptRunsAtItsRate() {
        write(0x0A, 0x26);
        write(0x0B, 0x42);
        int count = 0;
        for (int i = 0; i < 10_000; i++) {
            clock.advance(SECOND / 10_000);
            if (irq8.level) {
                count++;
                read(0x0C);
            }
        }
        assertEquals(1024, count);
    }

    @Test
    void periodicFlagSetsWithoutTheInterrupt() {
        read(0x0C);
        clock.advance(SECOND / 1024 + 1);
        assertEquals(0x40, read(0x0C));
        assertFalse(irq8.level);
    }

    @Test
    void firstUpdateComesHalfASecondAfterTheDividerIsLetGo() {
        write(0x0A, 0x66);
        clock.advance(5 * SECOND);
        assertEquals(0x58, read(0));
        write(0x0A, 0x26);
        clock.advance(SECOND / 2 - 1);
        assertEquals(0x58, read(0));
        clock.advance(1);
        assertEquals(0x59, read(0));
    }

    @Test
    void garbageInTheTimeRegistersIsSurvived() {
        write(8, 0xFF);
        write(7, 0x00);
        write(4, 0x99);
        clock.advance(SECOND);
        assertEquals(0x59, read(0));
        assertEquals(0x12, read(8));
    }

    @Test
    void memoryAndSecondBankHoldBytesOverReset() {
        write(0x40, 0x5A);
        bus.out(0x72, 1, 0x10);
        bus.out(0x73, 1, 0xA5);
        rtc.reset();
        assertEquals(0x5A, read(0x40));
        bus.out(0x72, 1, 0x10);
        assertEquals(0xA5, bus.in(0x73, 1));
    }

    @Test
    void batteryIsGood() {
        assertEquals(0x80, read(0x0D));
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        write(0x0B, 0x52);
        clock.advance(SECOND + 12_345);
        TestClock otherClock = new TestClock();
        Rtc other = new Rtc(otherClock, new Line(), 0);
        States.restore(States.save(clock, rtc), otherClock, other);
        clock.advance(SECOND);
        otherClock.advance(SECOND);
        assertEquals(States.hash(clock, rtc), States.hash(otherClock, other));
    }
}
