package dev.ringside.emulator.device.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.device.Line;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.interrupt.ApicBus;
import dev.ringside.emulator.device.interrupt.InterruptRouter;
import dev.ringside.emulator.device.interrupt.IoApic;
import dev.ringside.emulator.device.interrupt.PicPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PciTest {
    private final PortBus bus = new PortBus();
    private final PciBus pci = new PciBus();
    private final InterruptRouter router =
            new InterruptRouter(new PicPair(0, new Line()), new IoApic(new ApicBus(), 0), new int[] {10, 11, 10, 11});

    @BeforeEach
    void attach() {
        pci.attach(bus);
        Bridges.add(pci, router);
    }

    private void select(int device, int function, int register) {
        bus.out(0xCF8, 4, 1 << 31 | device << 11 | function << 8 | register);
    }

    @Test
    void addressRegisterAnswersInItsFullWidthOnly() {
        select(1, 0, 0x60);
        assertEquals(0x8000_0860, bus.in(0xCF8, 4));
        assertEquals(0xFF, bus.in(0xCF8, 1));
    }

    @Test
    void bridgesIdentifyThemselves() {
        select(0, 0, 0);
        assertEquals(0x1237_8086, bus.in(0xCFC, 4));
        select(0, 0, 8);
        assertEquals(0x0600, bus.in(0xCFE, 2));
        select(1, 0, 0);
        assertEquals(0x7000, bus.in(0xCFE, 2));
        select(1, 0, 0x0C);
        assertEquals(0x80, bus.in(0xCFE, 1));
    }

    @Test
    void absentFunctionsAndADisabledAddressReadAsOnes() {
        select(2, 0, 0);
        assertEquals(-1, bus.in(0xCFC, 4));
        bus.out(0xCF8, 4, 0);
        assertEquals(-1, bus.in(0xCFC, 4));
        bus.out(0xCF8, 4, 1 << 31 | 1 << 16);
        assertEquals(0xFFFF, bus.in(0xCFC, 2), "no second bus");
    }

    @Test
    void readOnlyRegistersKeepTheirValue() {
        select(0, 0, 0);
        bus.out(0xCFC, 4, 0);
        assertEquals(0x1237_8086, bus.in(0xCFC, 4));
    }

    @Test
    void registersStandInMemoryToo() {
        assertEquals(0x1237_8086, pci.read(0, 4));
        assertEquals(0x7000, pci.read(0x8002, 2));
        assertEquals(0x0600_0002_0000_0006L, pci.read(4, 8));
        assertEquals(0xFFFF_FFFFL, pci.read(0x100, 4), "no extended registers");
        assertEquals(0xFF, pci.read(0x1_0000, 1), "no device 2");
        pci.write(0x8060, 1, 5);
        assertEquals(5, router.route(0));
    }

    @Test
    void routeRegistersRouteInterrupts() {
        select(1, 0, 0x60);
        assertEquals(0x0B0A_0B0A, bus.in(0xCFC, 4));
        bus.out(0xCFD, 1, 0x85);
        assertEquals(0x85, router.route(1));
        assertEquals(10, router.route(0));
        pci.reset();
        assertEquals(11, router.route(1));
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        select(1, 0, 0x60);
        bus.out(0xCFC, 1, 5);
        byte[] saved = States.save(pci);
        long hash = States.hash(pci);
        pci.reset();
        States.restore(saved, pci);
        assertEquals(hash, States.hash(pci));
        assertEquals(5, router.route(0));
    }
}
