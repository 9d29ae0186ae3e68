package dev.ringside.emulator.device.interrupt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.Line;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.States;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PicTest {
    private static final int MASTER = 0x20;
    private static final int SLAVE = 0xA0;

    private final Line intr = new Line();
    private final PicPair pic = new PicPair(1 << 9, intr);
    private final PortBus bus = new PortBus();

    @BeforeEach
    void initialise() {
        pic.attach(bus);
        initialise(0x01);
    }

    private void initialise(int icw4) {
        command(MASTER, 0x11);
        data(MASTER, 0x30);
        data(MASTER, 0x04);
        data(MASTER, icw4);
        command(SLAVE, 0x11);
        data(SLAVE, 0x38);
        data(SLAVE, 0x02);
        data(SLAVE, icw4 & ~0x10);
    }

    private void command(int chip, int value) {
        bus.out(chip, 1, value);
    }

    private void data(int chip, int value) {
        bus.out(chip + 1, 1, value);
    }

    private int inService(int chip) {
        command(chip, 0x0B);
        return bus.in(chip, 1);
    }

    private int requests(int chip) {
        command(chip, 0x0A);
        return bus.in(chip, 1);
    }

    private void pulse(int irq) {
        pic.line(irq).set(false);
        pic.line(irq).set(true);
    }

    @Test
    void everythingIsMaskedUntilInitialised() {
        PicPair fresh = new PicPair(0, intr);
        fresh.line(1).set(true);
        assertFalse(intr.level);
    }

    @Test
    void lowerInputWinsAndBlocksUntilEoi() {
        pulse(4);
        pulse(1);
        assertEquals(0x31, pic.acknowledge());
        assertFalse(intr.level, "IRQ 4 waits behind IRQ 1");
        command(MASTER, 0x20);
        assertEquals(0x34, pic.acknowledge());
    }

    @Test
    void higherPriorityInterruptsNest() {
        pulse(4);
        pic.acknowledge();
        pulse(1);
        assertTrue(intr.level);
        assertEquals(0x31, pic.acknowledge());
        assertEquals(0x12, inService(MASTER));
    }

    @Test
    void slaveInterruptsComeThroughTheCascade() {
        pulse(12);
        assertEquals(0x3C, pic.acknowledge());
        assertEquals(0x04, inService(MASTER));
        assertEquals(0x10, inService(SLAVE));
    }

    @Test
    void anEdgeIsOneInterruptHoweverLongTheLineStays() {
        pulse(4);
        pic.acknowledge();
        command(MASTER, 0x20);
        assertFalse(intr.level);
    }

    @Test
    void aRequestThatGoesAwayIsSpuriousIrq7WithNothingInService() {
        pulse(4);
        pic.line(4).set(false);
        assertFalse(intr.level);
        assertEquals(0x37, pic.acknowledge());
        assertEquals(0, inService(MASTER));
    }

    @Test
    void aSpuriousSlaveInterruptLeavesTheCascadeInService() {
        pulse(12);
        // the slave's mask closes between its request and the acknowledge cycle, while the master still has the edge
        Pic8259 master = new Pic8259("m", MASTER, 0x4D0, 0, 0, true, intr);
        Pic8259 slave = new Pic8259("s", SLAVE, 0x4D1, 0, 0, false, level -> { });
        master.out(MASTER, 1, 0x13);
        master.out(MASTER + 1, 1, 0x30);
        master.input(2, true);
        assertEquals(2, master.acknowledge());
        assertEquals(7, slave.vector(slave.acknowledge()) & 7);
        assertEquals(4, inServiceOf(master));
    }

    private static int inServiceOf(Pic8259 chip) {
        chip.out(MASTER, 1, 0x0B);
        return chip.in(MASTER, 1);
    }

    @Test
    void levelInputRequestsAgainAfterEoiWhileItStaysHigh() {
        pic.line(9).set(true);
        assertEquals(0x39, pic.acknowledge());
        command(SLAVE, 0x20);
        command(MASTER, 0x20);
        assertTrue(intr.level);
        pic.line(9).set(false);
        assertFalse(intr.level);
    }

    @Test
    void elcrLetsOnlyPciCapableInputsBeLevel() {
        bus.out(0x4D0, 1, 0xFF);
        bus.out(0x4D1, 1, 0xFF);
        assertEquals(0xF8, bus.in(0x4D0, 1));
        assertEquals(0xDE, bus.in(0x4D1, 1));
    }

    @Test
    void maskIsReadableAndHoldsRequestsBack() {
        data(MASTER, 0xFB);
        assertEquals(0xFB, bus.in(MASTER + 1, 1));
        pulse(1);
        assertFalse(intr.level);
        assertEquals(0x02, requests(MASTER));
        data(MASTER, 0);
        assertTrue(intr.level);
    }

    @Test
    void specificEoiClearsThatBitOnly() {
        pulse(4);
        pic.acknowledge();
        pulse(1);
        pic.acknowledge();
        command(MASTER, 0x64);
        assertEquals(0x02, inService(MASTER));
    }

    @Test
    void rotationMakesTheServedInputLowest() {
        pulse(1);
        pic.acknowledge();
        command(MASTER, 0xA0);
        pulse(1);
        pulse(4);
        assertEquals(0x34, pic.acknowledge());
    }

    @Test
    void setPriorityCommandChoosesTheLowestInput() {
        command(MASTER, 0xC0 | 3);
        pulse(1);
        pulse(4);
        assertEquals(0x34, pic.acknowledge());
    }

    @Test
    void autoEoiLeavesNothingInService() {
        initialise(0x03);
        pulse(4);
        pic.acknowledge();
        assertEquals(0, inService(MASTER));
    }

    @Test
    void pollAcknowledgesThroughTheDataBus() {
        pulse(4);
        command(MASTER, 0x0C);
        assertEquals(0x84, bus.in(MASTER, 1));
        assertEquals(0x10, inService(MASTER));
        command(MASTER, 0x0C);
        assertEquals(0, bus.in(MASTER, 1));
    }

    @Test
    void specialMaskModeLetsLowerInputsThroughAMaskedServedOne() {
        pulse(1);
        pic.acknowledge();
        pulse(4);
        assertFalse(intr.level);
        data(MASTER, 0x02);
        command(MASTER, 0x68);
        assertTrue(intr.level);
        assertEquals(0x34, pic.acknowledge());
        command(MASTER, 0x20);
        assertEquals(0x02, inService(MASTER), "non-specific EOI passes over the masked bit");
    }

    @Test
    void specialFullyNestedMasterTakesASecondSlaveInterrupt() {
        initialise(0x11);
        pulse(12);
        pic.acknowledge();
        pulse(8);
        assertTrue(intr.level);
        assertEquals(0x38, pic.acknowledge());
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        pulse(4);
        pic.acknowledge();
        pulse(1);
        command(MASTER, 0x0B);
        PicPair other = new PicPair(0, new Line());
        States.restore(States.save(pic), other);
        assertEquals(States.hash(pic), States.hash(other));
        assertEquals(0x31, other.acknowledge());
    }
}
