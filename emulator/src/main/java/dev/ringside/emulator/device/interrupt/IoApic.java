package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.memory.MmioDevice;
import dev.ringside.emulator.state.StateStream;
import java.util.Arrays;
import java.util.List;

/**
 * An I/O APIC of 24 pins (82093AA datasheet 290566), version 20h, so it also has the EOI register of its successors.
 *
 * <p>A pin is driven "asserted" or not, whatever the voltage of its source: the polarity bit of an entry is remembered and
 * has no effect. An edge at a masked pin is lost, as the datasheet says; a level is not.
 */
public final class IoApic implements Device, MmioDevice {
    /** Physical address of its registers. */
    public static final long BASE = 0xFEC0_0000L;
    /** Bytes they take. */
    public static final long LENGTH = 0x1000;
    /** Number of pins. */
    public static final int PINS = 24;

    // the register window
    private static final int IOREGSEL = 0x00;
    private static final int IOWIN = 0x10;
    private static final int EOI = 0x40;

    // registers behind it; a redirection entry is two, low half first
    private static final int ID = 0;
    private static final int VERSION = 1;
    private static final int ARBITRATION = 2;
    private static final int REDIRECTION = 0x10;
    private static final int VERSION_VALUE = PINS - 1 << 16 | 0x20;
    private static final int ID_MASK = 0x0F00_0000;
    private static final int ID_SHIFT = 24;

    // a redirection entry
    private static final int VECTOR = 0xFF;
    private static final long LOGICAL = 1 << 11;
    private static final long REMOTE_IRR = 1 << 14;
    private static final long LEVEL = 1 << 15;
    private static final long MASKED = 1 << 16;
    private static final long WRITABLE = 0xFF00_0000_0001_AFFFL;
    private static final int DESTINATION_SHIFT = 56;

    private final ApicBus bus;
    private final int initialId;
    private final long[] entries = new long[PINS];
    private int select;
    private int id;
    private int asserted;

    /** @param id its APIC id, 0 to 15, as firmware sets it */
    public IoApic(ApicBus bus, int id) {
        this.bus = bus;
        this.initialId = id;
        bus.connect(this);
        reset();
    }

    /** The wire into pin {@code pin}, which is also its global system interrupt number. */
    public InterruptLine pin(int pin) {
        return level -> drive(pin, level);
    }

    @Override
    public String name() {
        return "ioapic0";
    }

    @Override
    public void reset() {
        select = 0;
        id = initialId << ID_SHIFT;
        Arrays.fill(entries, MASKED);
    }

    private void drive(int pin, boolean level) {
        boolean was = (asserted >> pin & 1) != 0;
        asserted = level ? asserted | 1 << pin : asserted & ~(1 << pin);
        long entry = entries[pin];
        if (isLevel(entry)) {
            service(pin);
        } else if (level && !was && (entry & MASKED) == 0) {
            send(entry, false);
        }
    }

    /** NMI, INIT and the like are edges whatever the trigger bit says. */
    private static boolean isLevel(long entry) {
        DeliveryMode mode = DeliveryMode.of(entry);
        return (entry & LEVEL) != 0 && (mode == DeliveryMode.FIXED || mode == DeliveryMode.LOWEST_PRIORITY);
    }

    /** Sends a level-triggered request that is asserted, unmasked and not being served. */
    private void service(int pin) {
        long entry = entries[pin];
        boolean ready = isLevel(entry) && (entry & (MASKED | REMOTE_IRR)) == 0 && (asserted >> pin & 1) != 0;
        if (ready && send(entry, true)) {
            entries[pin] |= REMOTE_IRR;
        }
    }

    private boolean send(long entry, boolean level) {
        return bus.send((int) (entry >>> DESTINATION_SHIFT), ApicBus.BROADCAST, (entry & LOGICAL) != 0,
                DeliveryMode.of(entry), (int) entry & VECTOR, level);
    }

    /** A processor ended {@code vector}: its pins may ask again, and do if they are still asserted. */
    void endOfInterrupt(int vector) {
        for (int pin = 0; pin < PINS; pin++) {
            if ((entries[pin] & REMOTE_IRR) != 0 && (entries[pin] & VECTOR) == vector) {
                entries[pin] &= ~REMOTE_IRR;
                service(pin);
            }
        }
    }

    @Override
    public long read(long offset, int size) {
        int value = switch ((int) offset & ~3) {
            case IOREGSEL -> select;
            case IOWIN -> readRegister(select);
            default -> 0;
        };
        return (value & 0xFFFF_FFFFL) >>> (offset & 3) * 8;
    }

    @Override
    public void write(long offset, int size, long value) {
        switch ((int) offset) {
            case IOREGSEL -> select = (int) value & 0xFF;
            case IOWIN -> writeRegister(select, (int) value);
            case EOI -> endOfInterrupt((int) value & VECTOR);
            default -> { }
        }
    }

    private int readRegister(int register) {
        if (register >= REDIRECTION && register < REDIRECTION + 2 * PINS) {
            long entry = entries[register - REDIRECTION >> 1];
            return (int) ((register & 1) == 0 ? entry : entry >>> 32);
        }
        return switch (register) {
            case ID, ARBITRATION -> id;
            case VERSION -> VERSION_VALUE;
            default -> 0;
        };
    }

    private void writeRegister(int register, int value) {
        if (register == ID) {
            id = value & ID_MASK;
        } else if (register >= REDIRECTION && register < REDIRECTION + 2 * PINS) {
            int pin = register - REDIRECTION >> 1;
            long old = entries[pin];
            long half = value & 0xFFFF_FFFFL;
            long entry = (register & 1) == 0 ? old & ~0xFFFF_FFFFL | half : old & 0xFFFF_FFFFL | half << 32;
            entry = entry & WRITABLE | old & REMOTE_IRR;
            // switching a pin to edge is how systems without the EOI register clear Remote IRR
            entries[pin] = isLevel(entry) ? entry : entry & ~REMOTE_IRR;
            service(pin);
        }
    }

    /** The redirection entries, by pin. */
    public List<Long> redirections() {
        return Arrays.stream(entries).boxed().toList();
    }

    /** The pins that are driven now, a bit each. */
    public int asserted() {
        return asserted;
    }

    /** Its APIC id. */
    public int id() {
        return id >>> ID_SHIFT;
    }

    @Override
    public void state(StateStream s) {
        s.i64s("entries", entries);
        select = s.i32("select", select);
        id = s.i32("id", id);
        asserted = s.i32("asserted", asserted);
    }
}
