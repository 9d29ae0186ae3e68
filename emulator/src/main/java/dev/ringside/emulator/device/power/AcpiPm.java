package dev.ringside.emulator.device.power;

import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.Frequency;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.state.StateStream;

/**
 * The fixed hardware of ACPI (ACPI 6.0, section 4.8): PM1a event and control registers, the power management timer, an
 * empty GPE0 block, and the system control interrupt. ACPI mode is always on: there is no SMI command port.
 */
public final class AcpiPm implements Device, PortDevice {
    /** I/O port of the PM1a event block: status, then enable, 16 bits each. */
    public static final int PM1_EVENT_PORT = 0x600;
    /** I/O port of the PM1a control register, 16 bits. */
    public static final int PM1_CONTROL_PORT = 0x604;
    /** I/O port of the power management timer, 32 bits. */
    public static final int TIMER_PORT = 0x608;
    /** I/O port of GPE block 0: two bytes of status, two of enable. */
    public static final int GPE0_PORT = 0x620;
    /** Bytes of the GPE0 block. */
    public static final int GPE0_LENGTH = 4;
    /** ISA interrupt of the SCI, level-triggered. */
    public static final int SCI_IRQ = 9;
    /** The sleep type, bits 12:10 of PM1 control, that means soft off; {@code \_S5} in the DSDT says the same. */
    public static final int SLEEP_TYPE_S5 = 5;

    /** The clock of the power management timer. */
    public static final Frequency TIMER_CLOCK = new Frequency(3_579_545);

    private static final int STATUS_TIMER = 1;
    private static final int STATUS_POWER_BUTTON = 1 << 8;
    private static final int STATUS_ALL = STATUS_TIMER | STATUS_POWER_BUTTON | 1 << 4 | 1 << 5 | 1 << 9 | 1 << 10 | 1 << 15;
    private static final int ENABLE_ALL = STATUS_TIMER | STATUS_POWER_BUTTON | 1 << 5 | 1 << 9 | 1 << 10;
    private static final int CONTROL_SCI_EN = 1;
    private static final int CONTROL_SLEEP_TYPE_SHIFT = 10;
    private static final int CONTROL_SLEEP_EN = 1 << 13;
    private static final int CONTROL_WRITABLE = 0b110 | 7 << CONTROL_SLEEP_TYPE_SHIFT;
    /** The timer's status bit sets whenever its highest bit changes. */
    private static final int TIMER_HALF_SHIFT = 31;

    private final Clock clock;
    private final InterruptLine sci;
    private final SystemControl system;
    private final Clock.Timer overflow;
    private int status;
    private int enable;
    private int control = CONTROL_SCI_EN;
    private int gpeEnable;
    /** The half-period of the timer up to which the status bit has been seen to. */
    private long halfSeen;

    /** Makes the block; {@code system} hears of power off. */
    public AcpiPm(Clock clock, InterruptLine sci, SystemControl system) {
        this.clock = clock;
        this.sci = sci;
        this.system = system;
        overflow = clock.timer("acpi.timer", this::update);
    }

    /** Claims its ports. */
    public void attach(PortBus bus) {
        bus.claim(PM1_EVENT_PORT, 2, PortBus.WORD, this);
        bus.claim(PM1_EVENT_PORT + 2, 2, PortBus.WORD, this);
        bus.claim(PM1_CONTROL_PORT, 2, PortBus.WORD, this);
        bus.claim(TIMER_PORT, 4, PortBus.DWORD, this);
        bus.claim(GPE0_PORT, GPE0_LENGTH, PortBus.BYTE, this);
    }

    @Override
    public String name() {
        return "acpi-pm";
    }

    @Override
    public void reset() {
        status = 0;
        enable = 0;
        control = CONTROL_SCI_EN;
        gpeEnable = 0;
        halfSeen = half();
        update();
    }

    /** The user presses the power button; the machine calls this from its input queue. */
    public void pressPowerButton() {
        status |= STATUS_POWER_BUTTON;
        update();
    }

    private long half() {
        return TIMER_CLOCK.ticks(clock.now()) >>> TIMER_HALF_SHIFT;
    }

    private void update() {
        long half = half();
        if (half != halfSeen) {
            halfSeen = half;
            status |= STATUS_TIMER;
        }
        sci.set((status & enable) != 0);
        if ((enable & STATUS_TIMER) != 0) {
            overflow.set(TIMER_CLOCK.start(half + 1 << TIMER_HALF_SHIFT));
        } else {
            overflow.cancel();
        }
    }

    @Override
    public int in(int port, int size) {
        update();
        return switch (port) {
            case PM1_EVENT_PORT -> status;
            case PM1_EVENT_PORT + 2 -> enable;
            case PM1_CONTROL_PORT -> control;
            case TIMER_PORT -> (int) TIMER_CLOCK.ticks(clock.now());
            case GPE0_PORT + 2, GPE0_PORT + 3 -> gpeEnable >> (port - GPE0_PORT - 2) * 8 & 0xFF;
            default -> 0; // GPE status: no event exists
        };
    }

    @Override
    public void out(int port, int size, int value) {
        update();
        switch (port) {
            case PM1_EVENT_PORT -> status &= ~(value & STATUS_ALL); // write 1 to clear
            case PM1_EVENT_PORT + 2 -> enable = value & ENABLE_ALL;
            case PM1_CONTROL_PORT -> writeControl(value);
            case GPE0_PORT + 2 -> gpeEnable = gpeEnable & 0xFF00 | value;
            case GPE0_PORT + 3 -> gpeEnable = gpeEnable & 0xFF | value << 8;
            default -> { } // the timer is read only
        }
        update();
    }

    /** SLP_EN reads as 0; sleep types other than soft off do not exist here and are ignored. */
    private void writeControl(int value) {
        control = value & CONTROL_WRITABLE | CONTROL_SCI_EN;
        int type = value >> CONTROL_SLEEP_TYPE_SHIFT & 7;
        if ((value & CONTROL_SLEEP_EN) != 0 && type == SLEEP_TYPE_S5) {
            system.powerOff();
        }
    }

    @Override
    public void state(StateStream s) {
        status = s.i32("status", status);
        enable = s.i32("enable", enable);
        control = s.i32("control", control);
        gpeEnable = s.i32("gpeEnable", gpeEnable);
        halfSeen = s.i64("halfSeen", halfSeen);
    }
}
