package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.device.DevicePart;
import dev.ringside.emulator.memory.MmioDevice;
import java.util.function.Supplier;

/**
 * The memory window of the local APICs: one page that shows each processor its own registers, 32 bits at every 16th byte.
 *
 * <p>A window belongs to one physical page; a processor whose APIC page is elsewhere, switched off or in x2APIC mode
 * finds nothing here.
 */
public final class ApicWindow implements MmioDevice, DevicePart {
    /** Bytes the window takes. */
    public static final long LENGTH = 0x1000;

    private static final long ALL_ONES = -1L;

    private final Supplier<LocalApic> current;
    private final long page;

    /**
     * @param page its physical address
     * @param current the APIC of the processor that makes the access
     */
    public ApicWindow(long page, Supplier<LocalApic> current) {
        this.page = page;
        this.current = current;
    }

    @Override
    public String deviceName() {
        return "lapic";
    }

    /** An access inside a register reads part of it; one of 8 bytes reads zeros above it. */
    @Override
    public long read(long offset, int size) {
        LocalApic apic = current.get();
        if (apic.page() != page) {
            return size == 8 ? ALL_ONES : (1L << size * 8) - 1;
        }
        int byteInSlot = (int) offset & 15;
        if (byteInSlot >= 4) {
            return 0;
        }
        long value = (apic.readPage((int) offset >> 4) & 0xFFFF_FFFFL) >>> byteInSlot * 8;
        return size >= 4 ? value : value & (1L << size * 8) - 1;
    }

    /** Only 32-bit writes to the start of a register count; what others do, the manual leaves open. */
    @Override
    public void write(long offset, int size, long value) {
        LocalApic apic = current.get();
        if (apic.page() == page && (offset & 15) == 0 && size >= 4) {
            apic.writePage((int) offset >> 4, (int) value);
        }
    }
}
