package dev.ringside.emulator.device.firmware;

import dev.ringside.emulator.device.interrupt.InterruptRouter;
import dev.ringside.emulator.device.interrupt.IoApic;
import dev.ringside.emulator.device.interrupt.LocalApic;
import dev.ringside.emulator.device.power.AcpiPm;

/** The tables of the MultiProcessor Specification 1.4, for systems that do not use ACPI. */
public final class MpTables {
    private static final int POINTER = 16;
    private static final int HEADER = 44;
    private static final int CPU_ENTRY = 20;
    private static final int ENTRY = 8;
    private static final int REVISION = 4;

    private static final int CPU = 0;
    private static final int BUS = 1;
    private static final int IO_APIC = 2;
    private static final int INTERRUPT = 3;
    private static final int LOCAL_INTERRUPT = 4;

    private static final int ENABLED = 1;
    private static final int BOOT_PROCESSOR = 2;
    private static final int LAPIC_VERSION = 0x14;
    private static final int IOAPIC_VERSION = 0x20;

    private static final int KIND_INT = 0;
    private static final int KIND_NMI = 1;
    private static final int KIND_EXTINT = 3;
    private static final int BUS_DEFAULT = 0;
    private static final int LEVEL_ACTIVE_HIGH = 0xD;
    private static final int ALL_APICS = 0xFF;

    private static final int PCI_BUS = 0;
    private static final int ISA_BUS = 1;
    private static final int ISA_IRQS = 16;
    private static final int CASCADE = 2;
    private static final int BUSES = 2;
    private static final int LOCAL_INTERRUPTS = 2;
    private static final int PCI_SLOTS = 32;

    private final TableImage table;
    private int at = HEADER;
    private int count;

    private MpTables(int length) {
        table = new TableImage(length);
    }

    /**
     * Writes floating pointer and table at {@code base}.
     *
     * @param base a multiple of 16 between 0xF0000 and 0xFFFFF, or in the extended BIOS data area
     * @param signature CPUID.1:EAX of the processors
     * @param features CPUID.1:EDX of the processors
     * @return the first address behind them
     */
    public static long write(FirmwareMemory memory, long base, int cpus, int ioApicId, int signature, int features) {
        int interrupts = ISA_IRQS + PCI_SLOTS * InterruptRouter.PCI_INTERRUPTS; // the cascade's place is the 8259's output
        int length = HEADER + cpus * CPU_ENTRY + (BUSES + 1 + interrupts + LOCAL_INTERRUPTS) * ENTRY;
        long tableAddress = base + POINTER;
        memory.write(base, new TableImage(POINTER).text(0, "_MP_").u32(4, tableAddress).u8(8, 1).u8(9, REVISION)
                .checksum(10, 0, POINTER).image());

        MpTables t = new MpTables(length);
        t.entries(cpus, ioApicId, signature, features);
        memory.write(tableAddress, t.table.text(0, "PCMP").u16(4, length).u8(6, REVISION).text(8, "RINGSIDE")
                .text(16, "PC          ").u16(34, t.count).u32(36, LocalApic.DEFAULT_BASE)
                .checksum(7, 0, length).image());
        return tableAddress + length;
    }

    private void entries(int cpus, int ioApicId, int signature, int features) {
        for (int cpu = 0; cpu < cpus; cpu++) {
            table.u8(at, CPU).u8(at + 1, cpu).u8(at + 2, LAPIC_VERSION)
                    .u8(at + 3, cpu == 0 ? ENABLED | BOOT_PROCESSOR : ENABLED).u32(at + 4, signature).u32(at + 8, features);
            took(CPU_ENTRY);
        }
        bus(PCI_BUS, "PCI   ");
        bus(ISA_BUS, "ISA   ");
        table.u8(at, IO_APIC).u8(at + 1, ioApicId).u8(at + 2, IOAPIC_VERSION).u8(at + 3, ENABLED).u32(at + 4, IoApic.BASE);
        took(ENTRY);
        interrupt(INTERRUPT, KIND_EXTINT, BUS_DEFAULT, ISA_BUS, 0, ioApicId, 0);
        for (int irq = 0; irq < ISA_IRQS; irq++) {
            if (irq != CASCADE) {
                int flags = irq == AcpiPm.SCI_IRQ ? LEVEL_ACTIVE_HIGH : BUS_DEFAULT;
                interrupt(INTERRUPT, KIND_INT, flags, ISA_BUS, irq, ioApicId, irq == 0 ? InterruptRouter.TIMER_GSI : irq);
            }
        }
        for (int slot = 0; slot < PCI_SLOTS; slot++) {
            for (int pin = 0; pin < InterruptRouter.PCI_INTERRUPTS; pin++) {
                int gsi = InterruptRouter.FIRST_PCI_GSI + InterruptRouter.pciInterrupt(slot, pin);
                interrupt(INTERRUPT, KIND_INT, BUS_DEFAULT, PCI_BUS, slot << 2 | pin, ioApicId, gsi);
            }
        }
        interrupt(LOCAL_INTERRUPT, KIND_EXTINT, BUS_DEFAULT, ISA_BUS, 0, ALL_APICS, 0);
        interrupt(LOCAL_INTERRUPT, KIND_NMI, BUS_DEFAULT, ISA_BUS, 0, ALL_APICS, 1);
    }

    private void took(int length) {
        at += length;
        count++;
    }

    private void bus(int id, String type) {
        table.u8(at, BUS).u8(at + 1, id).text(at + 2, type);
        took(ENTRY);
    }

    private void interrupt(int type, int kind, int flags, int bus, int irq, int apic, int pin) {
        table.u8(at, type).u8(at + 1, kind).u16(at + 2, flags).u8(at + 4, bus).u8(at + 5, irq).u8(at + 6, apic).u8(at + 7, pin);
        took(ENTRY);
    }
}
