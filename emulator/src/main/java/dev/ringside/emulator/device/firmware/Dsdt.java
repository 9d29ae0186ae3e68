package dev.ringside.emulator.device.firmware;

import dev.ringside.emulator.device.interrupt.InterruptRouter;
import dev.ringside.emulator.device.pci.PciBus;
import dev.ringside.emulator.device.power.AcpiPm;
import dev.ringside.emulator.device.serial.Uart16550;
import java.util.function.Consumer;

/**
 * The machine language of the DSDT: soft off, processors, the PCI host bridge with its ranges and interrupt routing, and
 * the ISA devices under their plug-and-play ids.
 */
final class Dsdt {
    private static final int PCI_SLOTS = 32;
    private static final int PCI_PINS = 4;

    /** An ISA device: its name in the namespace, its id, what it uses. */
    private record IsaDevice(String name, String id, Consumer<ResourceTemplate> resources) { }

    private static final IsaDevice[] ISA_DEVICES = {
        new IsaDevice("PIC", "PNP0000", r -> r.ports(0x20, 2).ports(0xA0, 2).ports(0x4D0, 2).irq(2)),
        new IsaDevice("TMR", "PNP0100", r -> r.ports(0x40, 4).irq(0)),
        new IsaDevice("RTC", "PNP0B00", r -> r.ports(0x70, 2).irq(8)),
        new IsaDevice("FPU", "PNP0C04", r -> r.ports(0xF0, 1).irq(13)),
        new IsaDevice("KBD", "PNP0303", r -> r.ports(0x60, 1).ports(0x64, 1).irq(1)),
        new IsaDevice("MOU", "PNP0F13", r -> r.irq(12)),
        new IsaDevice("COM1", "PNP0501", r -> r.ports(Uart16550.COM1_PORT, 8).irq(Uart16550.COM1_IRQ)),
        new IsaDevice("SYSR", "PNP0C02", r -> r.ports(0x61, 1).ports(0x80, 1).ports(0x92, 1)
                .ports(AcpiPm.PM1_EVENT_PORT, 0x40).memory(PciBus.MEMORY_BASE, PciBus.MEMORY_LENGTH)),
    };

    private Dsdt() { }

    /**
     * @param pciInterrupts what the four PCI interrupts are routed to at the 8259 pair
     * @param pciMemory first physical address above RAM that PCI devices may use
     */
    static byte[] code(int cpus, int[] pciInterrupts, long pciMemory) {
        AmlWriter w = new AmlWriter();
        w.name("\\_S5", v -> v.integers(AcpiPm.SLEEP_TYPE_S5, 0, 0, 0));
        // the operating system says which interrupt controller it uses: 0 the 8259 pair, 1 the I/O APIC
        w.name("\\PICF", 0);
        w.method("\\_PIC", 1, m -> m.storeArg0("PICF"));
        w.scope("\\_SB", sb -> {
            for (int cpu = 0; cpu < cpus; cpu++) {
                processor(sb, cpu);
            }
            sb.device("PCI0", bridge -> hostBridge(bridge, pciInterrupts, pciMemory));
        });
        return w.bytes();
    }

    private static void processor(AmlWriter w, int number) {
        w.device("C%03X".formatted(number), d -> {
            d.name("_HID", v -> v.string("ACPI0007"));
            d.name("_UID", number);
        });
    }

    private static void hostBridge(AmlWriter w, int[] pciInterrupts, long pciMemory) {
        w.name("_HID", v -> v.eisaId("PNP0A03"));
        w.name("_UID", 0);
        w.name("_BBN", 0);
        ResourceTemplate ranges = new ResourceTemplate()
                .busRange(0, 0)
                .ports(0xCF8, 8)
                .ioRange(0, 0xCF7)
                .ioRange(0xD00, 0xFFFF)
                .memoryRange(0xA_0000, 0xB_FFFF)
                .memoryRange(pciMemory, PciBus.MEMORY_BASE - 1);
        w.name("_CRS", v -> v.buffer(ranges.bytes()));
        w.name("PRTP", v -> routing(v, pciInterrupts));
        int first = InterruptRouter.FIRST_PCI_GSI;
        w.name("PRTA", v -> routing(v, new int[] {first, first + 1, first + 2, first + 3}));
        w.method("_PRT", 0, m -> {
            m.ifName("PICF", then -> then.returnName("PRTA"));
            m.returnName("PRTP");
        });
        w.device("ISA", isa -> {
            isa.name("_ADR", 0x0001_0000);
            for (IsaDevice device : ISA_DEVICES) {
                isaDevice(isa, device);
            }
        });
    }

    /** One entry {address, pin, source, interrupt} for each pin of each slot; source 0 means a fixed interrupt. */
    private static void routing(AmlWriter w, int[] interrupts) {
        w.packageOf(PCI_SLOTS * PCI_PINS, entries -> {
            for (int slot = 0; slot < PCI_SLOTS; slot++) {
                for (int pin = 0; pin < PCI_PINS; pin++) {
                    long address = (long) slot << 16 | 0xFFFF;
                    entries.integers(address, pin, 0, interrupts[InterruptRouter.pciInterrupt(slot, pin)]);
                }
            }
        });
    }

    private static void isaDevice(AmlWriter w, IsaDevice device) {
        ResourceTemplate resources = new ResourceTemplate();
        device.resources.accept(resources);
        w.device(device.name, d -> {
            d.name("_HID", v -> v.eisaId(device.id));
            d.name("_CRS", v -> v.buffer(resources.bytes()));
        });
    }
}
