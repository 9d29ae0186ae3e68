package dev.ringside.emulator.device.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.Line;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UartTest {
    private static final int BASE = 0x3F8;
    private static final int DATA = 0;
    private static final int IER = 1;
    private static final int IIR = 2;
    private static final int LCR = 3;
    private static final int MCR = 4;
    private static final int LSR = 5;
    private static final int MSR = 6;

    private final TestClock clock = new TestClock();
    private final Line irq = new Line();
    private final StringBuilder sent = new StringBuilder();
    private final Uart16550 uart = new Uart16550("uart0", BASE, clock, irq, b -> sent.append((char) b));
    private final PortBus bus = new PortBus();

    @BeforeEach
    void attach() {
        uart.attach(bus);
        write(MCR, 0x0B);
    }

    private int read(int register) {
        return bus.in(BASE + register, 1);
    }

    private void write(int register, int value) {
        bus.out(BASE + register, 1, value);
    }

    private void characters(int n) {
        clock.advance(n * Uart16550.CHARACTER_TIME);
    }

    @Test
    void sendsInOrderAndShowsBothEmptyBits() {
        assertEquals(0x60, read(LSR));
        write(DATA, 'a');
        assertEquals(0x20, read(LSR), "the character is in the shift register, THR is free");
        write(DATA, 'b');
        assertEquals(0x00, read(LSR));
        characters(2);
        assertEquals(0x60, read(LSR));
        assertEquals("ab", sent.toString());
    }

    @Test
    void whatTheTransmitterHoldsWhenTheMachineEndsIsSentOnce() {
        write(IIR, 1);
        for (char c : "goodbye\n".toCharArray()) {
            write(DATA, c);
        }
        uart.finish();
        assertEquals("goodbye\n", sent.toString());
        characters(10);
        assertEquals("goodbye\n", sent.toString());
        assertEquals(0x60, read(LSR));
    }

    @Test
    void holdingRegisterEmptyInterruptsWhenEnabledAndAgainAfterEachDrain() {
        write(IER, 2);
        assertTrue(irq.level);
        assertEquals(0x02, read(IIR));
        assertFalse(irq.level, "reading IIR clears it");
        write(DATA, 'x');
        assertTrue(irq.level, "THR empties into the shift register at once");
        write(DATA, 'y');
        assertFalse(irq.level);
        characters(1);
        assertTrue(irq.level);
    }

    @Test
    void transmitFifoTakesSixteenAndDropsTheRest() {
        write(IIR, 1);
        for (int i = 0; i < 20; i++) {
            write(DATA, 'a' + i);
        }
        characters(20);
        assertEquals("abcdefghijklmnopq", sent.toString(), "one in the shift register, sixteen in the FIFO");
    }

    @Test
    void receivedCharacterInterruptsAndIsRead() {
        write(IER, 1);
        uart.receive('k');
        assertFalse(irq.level);
        characters(1);
        assertTrue(irq.level);
        assertEquals(0x04, read(IIR));
        assertEquals('k', read(DATA));
        assertFalse(irq.level);
        assertEquals(0, read(LSR) & 1);
    }

    @Test
    void fifoInterruptsAtItsTriggerLevel() {
        write(IIR, 0x81);
        write(IER, 1);
        for (int i = 0; i < 8; i++) {
            uart.receive(i);
        }
        characters(7);
        assertFalse(irq.level);
        characters(1);
        assertEquals(0xC4, read(IIR));
    }

    @Test
    void aFewCharactersInTheFifoTimeOut() {
        write(IIR, 0x81);
        write(IER, 1);
        uart.receive('x');
        characters(4);
        assertFalse(irq.level);
        characters(1);
        assertEquals(0xCC, read(IIR));
        read(DATA);
        assertFalse(irq.level);
    }

    @Test
    void pastedInputWaitsOnTheWireAndIsNeverOverrun() {
        write(IIR, 1);
        for (int i = 0; i < 100; i++) {
            uart.receive(i);
        }
        for (int i = 0; i < 100; i++) {
            characters(20);
            assertEquals(1, read(LSR) & 3);
            assertEquals(i, read(DATA));
        }
        assertEquals(0, uart.waiting());
    }

    @Test
    void loopbackReturnsCharactersAndModemLines() {
        write(MCR, 0x1A);
        assertEquals(0x90, read(MSR) & 0xF0, "RTS and OUT2 come back as CTS and DCD");
        write(DATA, 'z');
        characters(1);
        assertEquals('z', read(DATA));
        assertEquals("", sent.toString());
    }

    @Test
    void loopbackOverrunIsALineStatusInterrupt() {
        write(MCR, 0x10);
        write(IER, 4);
        write(DATA, 1);
        characters(1);
        write(DATA, 2);
        characters(1);
        assertEquals(0x06, read(IIR));
        assertEquals(0x03, read(LSR) & 3);
        assertEquals(0x01, read(IIR));
        assertEquals(2, read(DATA));
    }

    @Test
    void modemStatusDeltasClearWhenRead() {
        write(MCR, 0x10);
        assertEquals(0x0B, read(MSR), "carrier, data set ready and clear to send have gone");
        assertEquals(0, read(MSR));
        write(MCR, 0x14);
        write(MCR, 0x10);
        assertEquals(0x04, read(MSR), "trailing edge of ring");
    }

    @Test
    void out2GatesTheInterrupt() {
        write(MCR, 0x03);
        write(IER, 2);
        assertFalse(irq.level);
        write(MCR, 0x0B);
        assertTrue(irq.level);
    }

    @Test
    void divisorLatchHidesDataAndInterruptEnable() {
        write(LCR, 0x83);
        write(DATA, 0x34);
        write(IER, 0x12);
        assertEquals(0x34, read(DATA));
        assertEquals(0x12, read(IER));
        write(LCR, 0x03);
        assertEquals(0, read(IER));
        assertEquals("", sent.toString());
    }

    @Test
    void identifiesAsA16550AWithScratch() {
        write(7, 0x5A);
        assertEquals(0x5A, read(7));
        assertEquals(0x01, read(IIR));
        write(IIR, 0x01);
        assertEquals(0xC1, read(IIR));
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        write(IIR, 0x41);
        write(IER, 7);
        uart.receive('1');
        uart.receive('2');
        write(DATA, 'o');
        clock.advance(500);
        StringBuilder otherSent = new StringBuilder();
        TestClock otherClock = new TestClock();
        Uart16550 other = new Uart16550("uart0", BASE, otherClock, new Line(), b -> otherSent.append((char) b));
        States.restore(States.save(clock, uart), otherClock, other);
        characters(3);
        otherClock.advance(3 * Uart16550.CHARACTER_TIME);
        assertEquals(States.hash(clock, uart), States.hash(otherClock, other));
        assertEquals("o", otherSent.toString());
        assertEquals('1', other.in(BASE, 1));
    }
}
