package dev.ringside.emulator.device.keyboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.Line;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.TestClock;
import dev.ringside.emulator.device.power.A20Gate;
import dev.ringside.emulator.device.power.SystemControl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ps2ControllerTest {
    private final TestClock clock = new TestClock();
    private final Line irq1 = new Line();
    private final Line irq12 = new Line();
    private final List<String> asked = new ArrayList<>();
    private final A20Gate a20 = new A20Gate(open -> asked.add("a20 " + open));
    private final SystemControl system = new SystemControl() {
        @Override
        public void reset() {
            asked.add("reset");
        }

        @Override
        public void powerOff() { }

        @Override
        public void exit(int code) { }
    };
    private final Ps2Controller controller = new Ps2Controller(clock, irq1, irq12, a20, system);
    private final PortBus bus = new PortBus();

    @BeforeEach
    void attach() {
        controller.attach(bus);
    }

    private void command(int value) {
        bus.out(0x64, 1, value);
    }

    private void data(int value) {
        bus.out(0x60, 1, value);
    }

    private int status() {
        return bus.in(0x64, 1);
    }

    /** All bytes that come, in hex. */
    private String drain() {
        StringBuilder s = new StringBuilder();
        clock.advance(1_000_000);
        while ((status() & 1) != 0) {
            s.append("%02x ".formatted(bus.in(0x60, 1)));
            clock.advance(1_000_000);
        }
        return s.toString().trim();
    }

    @Test
    void controllerTestsPass() {
        command(0xAA);
        assertEquals("55", drain());
        command(0xAB);
        assertEquals("00", drain());
        command(0xA9);
        assertEquals("00", drain());
    }

    @Test
    void commandByteIsReadAndWritten() {
        command(0x20);
        assertEquals("65", drain());
        command(0x60);
        data(0x47);
        command(0x20);
        assertEquals("47", drain());
    }

    @Test
    void keyboardAnswersResetIdentifyLedsAndScanCodeSet() {
        command(0x60);
        data(0x05);
        data(0xFF);
        assertEquals("fa aa", drain());
        data(0xF2);
        assertEquals("fa ab 83", drain());
        data(0xED);
        assertEquals("fa", drain());
        data(0x02);
        assertEquals("fa", drain());
        data(0xF0);
        data(0x00);
        assertEquals("fa fa 02", drain());
        data(0xEE);
        assertEquals("ee", drain());
        data(0x12);
        assertEquals("fe", drain());
    }

    @Test
    void translatedIdentityIsAb41() {
        data(0xF2);
        assertEquals("fa ab 41", drain());
    }

    @Test
    void keysAreTranslatedToSet1WithBreakAsBit7() {
        assertTrue(controller.key(0x1C));
        assertTrue(controller.key(0xF0, 0x1C));
        assertTrue(controller.key(0xE0, 0x75));
        assertTrue(controller.key(0xE0, 0xF0, 0x75));
        assertEquals("1e 9e e0 48 e0 c8", drain());
    }

    @Test
    void eachByteIsAnEdgeOnIrq1() {
        controller.key(0x1C);
        controller.key(0xF0, 0x1C);
        assertFalse(irq1.level);
        drain();
        assertEquals(2, irq1.rises);
    }

    @Test
    void aDisabledInterfaceHoldsTheKeyboardBack() {
        command(0xAD);
        controller.key(0x1C);
        assertEquals("", drain());
        command(0xAE);
        assertEquals("1e", drain());
    }

    @Test
    void aFullKeyboardBufferRefusesKeys() {
        int taken = 0;
        while (taken < 100 && controller.key(0x1C)) {
            taken++;
        }
        assertEquals(16, taken);
    }

    @Test
    void mouseAnswersThroughTheAuxiliaryPort() {
        command(0x60);
        data(0x47);
        command(0xD4);
        data(0xFF);
        clock.advance(1_000_000);
        assertEquals(0x21, status() & 0x21);
        assertTrue(irq12.level);
        assertEquals("fa aa 00", drain());
        command(0xD4);
        data(0xE9);
        assertEquals("fa 00 02 64", drain());
        command(0xD4);
        data(0xF3);
        command(0xD4);
        data(200);
        command(0xD4);
        data(0xF2);
        assertEquals("fa 00", drain(), "a command cuts off older answers");
    }

    @Test
    void auxiliaryLoopReturnsTheByteAsIfFromTheMouse() {
        command(0xD3);
        data(0x5A);
        assertEquals(0x21, status() & 0x21);
        assertEquals("5a", drain());
    }

    @Test
    void outputPortMovesA20AndPulsesReset() {
        command(0xD0);
        assertEquals("cf", drain());
        command(0xD1);
        data(0xDD);
        assertFalse(a20.isOpen());
        command(0xDF);
        assertTrue(a20.isOpen());
        command(0xFE);
        assertEquals(List.of("a20 false", "a20 true", "reset"), asked);
    }

    @Test
    void statusTellsCommandFromData() {
        command(0xD1);
        assertEquals(8, status() & 8);
        data(0xDF);
        assertEquals(0, status() & 8);
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        controller.key(0x1C);
        controller.key(0xF0, 0x1C);
        command(0xD4);
        data(0xFF);
        clock.advance(30_000);
        TestClock otherClock = new TestClock();
        Ps2Controller other = new Ps2Controller(otherClock, new Line(), new Line(), new A20Gate(open -> { }), system);
        States.restore(States.save(clock, controller), otherClock, other);
        assertEquals(States.hash(clock, controller), States.hash(otherClock, other));
        clock.advance(1_000_000);
        otherClock.advance(1_000_000);
        assertEquals(controller.in(0x60, 1), other.in(0x60, 1));
    }
}
