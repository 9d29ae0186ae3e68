package dev.ringside.emulator.device.pci;

import dev.ringside.emulator.device.interrupt.InterruptRouter;

/** The two bridges of a 440FX PC: host bridge at 0.0 (82441FX) and ISA bridge at 1.0 (82371SB, "PIIX3"). */
public final class Bridges {
    /** Device number of the ISA bridge; the IDE controller is its function 1. */
    public static final int PIIX3_DEVICE = 1;

    private static final int HOST_BRIDGE = 0x1237_8086;
    private static final int HOST_BRIDGE_CLASS = 0x06_00_00;
    private static final int HOST_BRIDGE_REVISION = 2;
    private static final int ISA_BRIDGE = 0x7000_8086;
    private static final int ISA_BRIDGE_CLASS = 0x06_01_00;
    /** I/O, memory, bus master, special cycles: always on. */
    private static final int ISA_BRIDGE_COMMAND = 0x0F;
    private static final int HOST_BRIDGE_COMMAND = 0x06;
    /** PIRQ A to D route control. */
    private static final int ROUTES = 0x60;
    private static final int ROUTE_BITS = 0x8F;

    private Bridges() { }

    /** Adds both to {@code bus}; {@code router} follows the route registers. */
    public static void add(PciBus bus, InterruptRouter router) {
        PciFunction host = new PciFunction(0, 0, HOST_BRIDGE, HOST_BRIDGE_CLASS, HOST_BRIDGE_REVISION);
        host.preset(PciFunction.COMMAND, 2, HOST_BRIDGE_COMMAND);
        bus.add(host);

        PciFunction isa = new PciFunction(PIIX3_DEVICE, 0, ISA_BRIDGE, ISA_BRIDGE_CLASS, 0);
        isa.preset(PciFunction.COMMAND, 2, ISA_BRIDGE_COMMAND);
        isa.preset(PciFunction.HEADER_TYPE, 1, PciFunction.MULTIFUNCTION);
        for (int i = 0; i < InterruptRouter.PCI_INTERRUPTS; i++) {
            isa.preset(ROUTES + i, 1, router.route(i));
        }
        isa.writable(ROUTES, InterruptRouter.PCI_INTERRUPTS, ROUTE_BITS * 0x0101_0101);
        isa.onWrite(register -> {
            if (register >= ROUTES && register < ROUTES + InterruptRouter.PCI_INTERRUPTS) {
                router.setRoute(register - ROUTES, isa.get(register, 1));
            }
        });
        bus.add(isa);
    }
}
