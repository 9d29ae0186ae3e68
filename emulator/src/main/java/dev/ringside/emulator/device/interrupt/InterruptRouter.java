package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.state.StateStream;

/**
 * The wiring of a PC's interrupts. An ISA interrupt goes to the 8259 pair and to the I/O APIC pin of its number, except
 * IRQ 0, which is at pin 2 (pin 0 is the 8259 pair's output). The four PCI interrupts A to D go to I/O APIC pins 16 to 19
 * and, where the ISA bridge's route registers say so, to the 8259 pair.
 */
public final class InterruptRouter implements Device {
    /** First global system interrupt of the PCI interrupts. */
    public static final int FIRST_PCI_GSI = 16;
    /** Number of PCI interrupts, A to D. */
    public static final int PCI_INTERRUPTS = 4;
    /** The I/O APIC pin, and so the global system interrupt, of IRQ 0. */
    public static final int TIMER_GSI = 2;

    private static final int ISA_IRQS = 16;
    private static final int CASCADE = 2;
    private static final int ROUTE_OFF = 0x80;

    private final SharedWire[] irqs = new SharedWire[ISA_IRQS];
    private final SharedWire[] pins = new SharedWire[IoApic.PINS];
    private final InterruptLine[][] routed = new InterruptLine[PCI_INTERRUPTS][ISA_IRQS];
    private final SharedWire[] pci = new SharedWire[PCI_INTERRUPTS];
    private final boolean[] pciLevels = new boolean[PCI_INTERRUPTS];
    private final int[] routes = new int[PCI_INTERRUPTS];
    private final int[] initialRoutes;

    /**
     * @param initialRoutes what firmware writes to the bridge's route registers: an IRQ, or 80h for none
     */
    public InterruptRouter(PicPair pic, IoApic ioApic, int[] initialRoutes) {
        this.initialRoutes = initialRoutes.clone();
        for (int irq = 0; irq < ISA_IRQS; irq++) {
            irqs[irq] = new SharedWire(irq == CASCADE ? InterruptLine.UNCONNECTED : pic.line(irq));
        }
        for (int pin = 0; pin < IoApic.PINS; pin++) {
            pins[pin] = new SharedWire(ioApic.pin(pin));
        }
        for (int i = 0; i < PCI_INTERRUPTS; i++) {
            for (int irq = 0; irq < ISA_IRQS; irq++) {
                routed[i][irq] = irqs[irq].source();
            }
            int number = i;
            InterruptLine toPin = pins[FIRST_PCI_GSI + i].source();
            pci[i] = new SharedWire(level -> {
                toPin.set(level);
                pciLevels[number] = level;
                drivePic(number, level);
            });
            routes[i] = initialRoutes[i];
        }
    }

    /** A new source on ISA interrupt {@code irq}. */
    public InterruptLine isa(int irq) {
        InterruptLine toPic = irqs[irq].source();
        InterruptLine toPin = pins[irq == 0 ? TIMER_GSI : irq].source();
        return level -> {
            toPic.set(level);
            toPin.set(level);
        };
    }

    /** A new source on one I/O APIC pin alone. */
    public InterruptLine gsi(int pin) {
        return pins[pin].source();
    }

    /** A new source on the PCI interrupt that pin {@code pin} (0 is INTA#) of device {@code device} on bus 0 is wired to. */
    public InterruptLine pci(int device, int pin) {
        return pci[pciInterrupt(device, pin)].source();
    }

    /** Which of the four PCI interrupts a device's pin is wired to: neighbours are rotated by one. */
    public static int pciInterrupt(int device, int pin) {
        return device + pin & 3;
    }

    /** The route register of PCI interrupt {@code number}: bit 7 off, bits 3:0 an IRQ. */
    public int route(int number) {
        return routes[number];
    }

    /** Writes a route register; a request that is asserted moves with it. */
    public void setRoute(int number, int value) {
        drivePic(number, false);
        routes[number] = value & (ROUTE_OFF | 15);
        drivePic(number, pciLevels[number]);
    }

    private void drivePic(int number, boolean level) {
        if ((routes[number] & ROUTE_OFF) == 0) {
            routed[number][routes[number]].set(level);
        }
    }

    @Override
    public String name() {
        return "interrupt-router";
    }

    /** Restores the routes; the levels belong to the sources. */
    @Override
    public void reset() {
        for (int i = 0; i < PCI_INTERRUPTS; i++) {
            setRoute(i, initialRoutes[i]);
        }
    }

    @Override
    public void state(StateStream s) {
        for (SharedWire wire : irqs) {
            s.part("irq", wire);
        }
        for (SharedWire wire : pins) {
            s.part("pin", wire);
        }
        for (int i = 0; i < PCI_INTERRUPTS; i++) {
            s.part("pci", pci[i]);
            pciLevels[i] = s.bool("pciLevel", pciLevels[i]);
        }
        s.i32s("routes", routes);
    }
}
