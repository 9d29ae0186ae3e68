package dev.ringside.emulator.device.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.Line;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.TestClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcpiPmTest {
    private static final long SECOND = 1_000_000_000L;

    private final TestClock clock = new TestClock();
    private final Line sci = new Line();
    private final List<String> asked = new ArrayList<>();
    private final SystemControl system = new SystemControl() {
        @Override
        public void reset() {
            asked.add("reset");
        }

        @Override
        public void powerOff() {
            asked.add("power off");
        }

        @Override
        public void exit(int code) {
            asked.add("exit " + code);
        }
    };
    private final AcpiPm pm = new AcpiPm(clock, sci, system);
    private final A20Gate a20 = new A20Gate(open -> asked.add("a20 " + open));
    private final ResetPorts ports = new ResetPorts(a20, system);
    private final PortBus bus = new PortBus();

    @BeforeEach
    void attach() {
        pm.attach(bus);
        ports.attach(bus);
    }

    @Test
    void sciIsAlwaysEnabled() {
        assertEquals(1, bus.in(0x604, 2));
        bus.out(0x604, 2, 0);
        assertEquals(1, bus.in(0x604, 2));
    }

    @Test
    void powerGoesOffWhenSleepEnableIsWrittenAsLinuxDoes() {
        bus.out(0x604, 2, 1 | AcpiPm.SLEEP_TYPE_S5 << 10);
        assertEquals(List.of(), asked);
        bus.out(0x604, 2, 1 | AcpiPm.SLEEP_TYPE_S5 << 10 | 1 << 13);
        assertEquals(List.of("power off"), asked);
        assertEquals(1 | AcpiPm.SLEEP_TYPE_S5 << 10, bus.in(0x604, 2), "SLP_EN is write only");
    }

    @Test
    void otherSleepTypesDoNothing() {
        bus.out(0x604, 2, 1 << 13);
        assertEquals(List.of(), asked);
    }

    @Test
    void timerCountsItsFrequency() {
        clock.advance(3 * SECOND);
        assertEquals(3 * 3_579_545, bus.in(0x608, 4));
    }

    @Test
    void timerStatusSetsWhenTheTopBitChangesAndInterruptsWhenEnabled() {
        bus.out(0x602, 2, 1);
        clock.to(599 * SECOND);
        assertFalse(sci.level);
        clock.to(600 * SECOND);
        assertTrue(sci.level);
        assertEquals(1, bus.in(0x600, 2));
        bus.out(0x600, 2, 1);
        assertFalse(sci.level);
        clock.to(1200 * SECOND);
        assertTrue(sci.level);
    }

    @Test
    void powerButtonIsAnEventThatWritingOneClears() {
        pm.pressPowerButton();
        assertFalse(sci.level);
        bus.out(0x602, 2, 1 << 8);
        assertTrue(sci.level);
        bus.out(0x600, 2, 0);
        assertTrue(sci.level);
        bus.out(0x600, 2, 1 << 8);
        assertFalse(sci.level);
    }

    @Test
    void resetRegisterOfTheFadtResets() {
        bus.out(ResetPorts.RESET_CONTROL_PORT, 1, 2);
        assertEquals(List.of(), asked);
        bus.out(ResetPorts.RESET_CONTROL_PORT, 1, ResetPorts.RESET_CONTROL_VALUE);
        assertEquals(List.of("reset"), asked);
    }

    @Test
    void port92SwitchesA20AndResetsOnARisingBit() {
        assertEquals(2, bus.in(0x92, 1));
        bus.out(0x92, 1, 0);
        bus.out(0x92, 1, 1);
        bus.out(0x92, 1, 1);
        assertEquals(List.of("a20 false", "reset"), asked);
        assertFalse(a20.isOpen());
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        bus.out(0x602, 2, 0x101);
        clock.advance(700 * SECOND);
        bus.out(0x92, 1, 0);
        TestClock otherClock = new TestClock();
        AcpiPm other = new AcpiPm(otherClock, new Line(), system);
        A20Gate otherGate = new A20Gate(open -> { });
        ResetPorts otherPorts = new ResetPorts(otherGate, system);
        States.restore(States.save(clock, pm, a20, ports), otherClock, other, otherGate, otherPorts);
        assertEquals(States.hash(clock, pm, a20, ports), States.hash(otherClock, other, otherGate, otherPorts));
    }
}
