package dev.ringside.emulator.device.firmware;

import dev.ringside.emulator.device.interrupt.InterruptRouter;
import dev.ringside.emulator.device.interrupt.IoApic;
import dev.ringside.emulator.device.interrupt.LocalApic;
import dev.ringside.emulator.device.pci.PciBus;
import dev.ringside.emulator.device.power.AcpiPm;
import dev.ringside.emulator.device.power.ResetPorts;
import dev.ringside.emulator.device.timer.Rtc;

/**
 * The ACPI tables of the PC (ACPI 6.0, chapter 5): RSDP, RSDT and XSDT, FADT (revision 3), FACS, MADT, MCFG and DSDT, one
 * after the other in one block.
 */
public final class AcpiTables {
    private static final int HEADER = 36;
    private static final int RSDP_LENGTH = 36;
    private static final int RSDP_V1_LENGTH = 20;
    private static final int FACS_LENGTH = 64;
    private static final int FADT_LENGTH = 244;
    private static final int ALIGNMENT = 64;

    private static final String OEM = "RINGSD";
    private static final String OEM_TABLE = "RINGSIDE";
    private static final String CREATOR = "RSDE";

    // FADT boot architecture flags
    private static final int LEGACY_DEVICES = 1;
    private static final int HAS_8042 = 1 << 1;
    private static final int NO_VGA = 1 << 2;
    private static final int NO_MSI = 1 << 3;
    // FADT fixed feature flags
    private static final int WBINVD = 1;
    private static final int C1_SUPPORTED = 1 << 2;
    private static final int NO_SLEEP_BUTTON = 1 << 5;
    private static final int NO_RTC_WAKE_STATUS = 1 << 6;
    private static final int TIMER_32_BITS = 1 << 8;
    private static final int HAS_RESET_REGISTER = 1 << 10;
    private static final int DESKTOP = 1;
    /** C2 and C3 latencies above 100 and 1000 us say that there is no such state. */
    private static final int NO_C_STATE = 0xFFFF;
    private static final int GAS_IO = 1;

    // MADT entries
    private static final int PC_AT_8259 = 1;
    private static final int LAPIC_ENTRY = 8;
    private static final int IOAPIC_ENTRY = 12;
    private static final int OVERRIDE_ENTRY = 10;
    private static final int NMI_ENTRY = 6;
    private static final int ALL_PROCESSORS = 0xFF;
    private static final int BUS_DEFAULT = 0;
    private static final int LEVEL_ACTIVE_HIGH = 0xD;

    private final FirmwareMemory memory;
    private final long limit;
    private long next;

    private AcpiTables(FirmwareMemory memory, long base, long limit) {
        this.memory = memory;
        this.next = base;
        this.limit = limit;
    }

    /**
     * Writes all tables into {@code [base, limit)}, the RSDP first.
     *
     * @param base a multiple of 64
     * @param ioApicId the I/O APIC's id
     * @param pciInterrupts what the four PCI interrupts are routed to at the 8259 pair
     * @param pciMemory first physical address that PCI devices may use
     * @return the first address behind the tables
     * @throws IllegalArgumentException if they do not fit
     */
    public static long write(FirmwareMemory memory, long base, long limit, int cpus, int ioApicId, int[] pciInterrupts,
            long pciMemory) {
        AcpiTables t = new AcpiTables(memory, base, limit);
        long rsdp = t.reserve(RSDP_LENGTH);
        long facs = t.place(facs());
        long dsdt = t.place(table("DSDT", 2, Dsdt.code(cpus, pciInterrupts, pciMemory)));
        long fadt = t.place(fadt(facs, dsdt));
        long madt = t.place(table("APIC", 3, madt(cpus, ioApicId)));
        long mcfg = t.place(table("MCFG", 1, mcfg()));
        long rsdt = t.place(table("RSDT", 1, new TableImage(12).u32(0, fadt).u32(4, madt).u32(8, mcfg).image()));
        long xsdt = t.place(table("XSDT", 1, new TableImage(24).u64(0, fadt).u64(8, madt).u64(16, mcfg).image()));
        memory.write(rsdp, rsdp(rsdt, xsdt));
        return t.next;
    }

    private long reserve(int length) {
        long at = next;
        next = at + length + ALIGNMENT - 1 & -ALIGNMENT;
        if (at + length > limit) {
            throw new IllegalArgumentException("the ACPI tables do not fit below 0x" + Long.toHexString(limit));
        }
        return at;
    }

    private long place(byte[] table) {
        long at = reserve(table.length);
        memory.write(at, table);
        return at;
    }

    private static byte[] rsdp(long rsdt, long xsdt) {
        return new TableImage(RSDP_LENGTH).text(0, "RSD PTR ").text(9, OEM).u8(15, 2).u32(16, rsdt)
                .u32(20, RSDP_LENGTH).u64(24, xsdt)
                .checksum(8, 0, RSDP_V1_LENGTH).checksum(32, 0, RSDP_LENGTH).image();
    }

    private static byte[] table(String signature, int revision, byte[] body) {
        int length = HEADER + body.length;
        return new TableImage(length).text(0, signature).u32(4, length).u8(8, revision).text(10, OEM).text(16, OEM_TABLE)
                .u32(24, 1).text(28, CREATOR).u32(32, 1).bytes(HEADER, body).checksum(9, 0, length).image();
    }

    private static byte[] facs() {
        return new TableImage(FACS_LENGTH).text(0, "FACS").u32(4, FACS_LENGTH).u8(32, 1).image();
    }

    private static byte[] fadt(long facs, long dsdt) {
        TableImage t = new TableImage(FADT_LENGTH - HEADER);
        // every 64-bit field repeats a 32-bit one
        fadt(t, 36, 4, facs);
        fadt(t, 40, 4, dsdt);
        fadt(t, 45, 1, DESKTOP);
        fadt(t, 46, 2, AcpiPm.SCI_IRQ);
        fadt(t, 56, 4, AcpiPm.PM1_EVENT_PORT);
        fadt(t, 64, 4, AcpiPm.PM1_CONTROL_PORT);
        fadt(t, 76, 4, AcpiPm.TIMER_PORT);
        fadt(t, 80, 4, AcpiPm.GPE0_PORT);
        fadt(t, 88, 1, 4); // lengths of the blocks: PM1 event, PM1 control, timer, GPE0
        fadt(t, 89, 1, 2);
        fadt(t, 91, 1, 4);
        fadt(t, 92, 1, AcpiPm.GPE0_LENGTH);
        fadt(t, 96, 2, NO_C_STATE);
        fadt(t, 98, 2, NO_C_STATE);
        fadt(t, 108, 1, Rtc.CENTURY);
        fadt(t, 109, 2, LEGACY_DEVICES | HAS_8042 | NO_VGA | NO_MSI);
        fadt(t, 112, 4, WBINVD | C1_SUPPORTED | NO_SLEEP_BUTTON | NO_RTC_WAKE_STATUS | TIMER_32_BITS | HAS_RESET_REGISTER);
        ioAddress(t, 116, 8, ResetPorts.RESET_CONTROL_PORT);
        fadt(t, 128, 1, ResetPorts.RESET_CONTROL_VALUE);
        fadt(t, 132, 8, facs);
        fadt(t, 140, 8, dsdt);
        ioAddress(t, 148, 32, AcpiPm.PM1_EVENT_PORT);
        ioAddress(t, 172, 16, AcpiPm.PM1_CONTROL_PORT);
        ioAddress(t, 208, 32, AcpiPm.TIMER_PORT);
        ioAddress(t, 220, 8 * AcpiPm.GPE0_LENGTH, AcpiPm.GPE0_PORT);
        return table("FACP", 3, t.image());
    }

    /** A field of the FADT by its offset in the whole table. */
    private static void fadt(TableImage t, int offset, int size, long value) {
        for (int i = 0; i < size; i++) {
            t.u8(offset - HEADER + i, (int) (value >> i * 8));
        }
    }

    /** A generic address structure: space, width in bits, bit offset, access size (0: any), address. */
    private static void ioAddress(TableImage t, int offset, int bits, int port) {
        fadt(t, offset, 1, GAS_IO);
        fadt(t, offset + 1, 1, bits);
        fadt(t, offset + 4, 8, port);
    }

    private static byte[] madt(int cpus, int ioApicId) {
        TableImage t = new TableImage(8 + cpus * LAPIC_ENTRY + IOAPIC_ENTRY + 2 * OVERRIDE_ENTRY + NMI_ENTRY);
        t.u32(0, LocalApic.DEFAULT_BASE).u32(4, PC_AT_8259);
        int at = 8;
        for (int cpu = 0; cpu < cpus; cpu++, at += LAPIC_ENTRY) {
            t.u8(at, 0).u8(at + 1, LAPIC_ENTRY).u8(at + 2, cpu).u8(at + 3, cpu).u32(at + 4, 1);
        }
        t.u8(at, 1).u8(at + 1, IOAPIC_ENTRY).u8(at + 2, ioApicId).u32(at + 4, IoApic.BASE).u32(at + 8, 0);
        at += IOAPIC_ENTRY;
        override(t, at, 0, InterruptRouter.TIMER_GSI, BUS_DEFAULT);
        at += OVERRIDE_ENTRY;
        override(t, at, AcpiPm.SCI_IRQ, AcpiPm.SCI_IRQ, LEVEL_ACTIVE_HIGH);
        at += OVERRIDE_ENTRY;
        t.u8(at, 4).u8(at + 1, NMI_ENTRY).u8(at + 2, ALL_PROCESSORS).u16(at + 3, 0).u8(at + 5, 1);
        return t.image();
    }

    /** After 8 reserved bytes, one range: address, segment 0, bus 0 to bus 0. */
    private static byte[] mcfg() {
        return new TableImage(24).u64(8, PciBus.MEMORY_BASE).image();
    }

    private static void override(TableImage t, int at, int irq, int gsi, int flags) {
        t.u8(at, 2).u8(at + 1, OVERRIDE_ENTRY).u8(at + 2, 0).u8(at + 3, irq).u32(at + 4, gsi).u16(at + 8, flags);
    }
}
