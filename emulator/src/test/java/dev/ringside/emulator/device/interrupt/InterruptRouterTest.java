package dev.ringside.emulator.device.interrupt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.Line;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterruptRouterTest {
    private final Line intr = new Line();
    private final PicPair pic = new PicPair(1 << 10 | 1 << 11, intr);
    private final ApicBus apics = new ApicBus();
    private final IoApic ioApic = new IoApic(apics, 0);
    private final InterruptRouter router = new InterruptRouter(pic, ioApic, new int[] {10, 11, 10, 11});
    private final PortBus bus = new PortBus();

    @BeforeEach
    void openThePic() {
        pic.attach(bus);
        for (int chip : new int[] {0x20, 0xA0}) {
            bus.out(chip, 1, 0x11);
            bus.out(chip + 1, 1, chip == 0x20 ? 0x30 : 0x38);
            bus.out(chip + 1, 1, chip == 0x20 ? 4 : 2);
            bus.out(chip + 1, 1, 1);
        }
    }

    @Test
    void isaInterruptsReachThe8259() {
        router.isa(0).set(true);
        assertEquals(0x30, pic.acknowledge());
        router.isa(14).set(true);
        bus.out(0x20, 1, 0x20);
        assertEquals(0x3E, pic.acknowledge());
    }

    private void levelEntry(int pin) {
        ioApic.write(0, 4, 0x10 + 2 * pin);
        ioApic.write(0x10, 4, 1 << 15 | 0x50);
    }

    private boolean sent(int pin) {
        ioApic.write(0, 4, 0x10 + 2 * pin);
        return (ioApic.read(0x10, 4) & 1 << 14) != 0;
    }

    @Test
    void isaInterruptsReachTheirIoApicPinAndTheTimerPinTwo() {
        new LocalApic(0, true, new LocalApic.Features(36, false, false), new TestClock(), apics, pic::acknowledge, () -> { });
        for (int pin : new int[] {0, 2, 14, 19}) {
            levelEntry(pin);
        }
        router.isa(0).set(true);
        assertTrue(sent(2));
        assertFalse(sent(0));
        router.isa(14).set(true);
        assertTrue(sent(14));
        router.pci(3, 0).set(true);
        assertTrue(sent(19));
    }

    @Test
    void aSharedWireStaysUntilItsLastSourceLetsGo() {
        InterruptLine first = router.pci(1, 0);
        InterruptLine second = router.pci(5, 0);
        assertEquals(InterruptRouter.pciInterrupt(1, 0), InterruptRouter.pciInterrupt(5, 0));
        first.set(true);
        second.set(true);
        first.set(false);
        assertTrue(intr.level);
        second.set(false);
        assertFalse(intr.level);
    }

    @Test
    void neighboursUseDifferentPciInterrupts() {
        assertEquals(3, InterruptRouter.pciInterrupt(3, 0));
        assertEquals(0, InterruptRouter.pciInterrupt(3, 1));
    }

    @Test
    void anAssertedPciInterruptMovesWithItsRoute() {
        router.pci(4, 0).set(true);
        assertEquals(0x3A, pic.acknowledge());
        bus.out(0xA0, 1, 0x20);
        bus.out(0x20, 1, 0x20);
        router.setRoute(0, 0x80);
        assertFalse(intr.level);
        router.setRoute(0, 11);
        assertEquals(0x3B, pic.acknowledge());
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        router.pci(4, 0).set(true);
        router.setRoute(0, 11);
        InterruptRouter other = new InterruptRouter(new PicPair(0, new Line()), new IoApic(new ApicBus(), 0), new int[4]);
        States.restore(States.save(router), other);
        assertEquals(States.hash(router), States.hash(other));
        assertEquals(11, other.route(0));
    }
}
