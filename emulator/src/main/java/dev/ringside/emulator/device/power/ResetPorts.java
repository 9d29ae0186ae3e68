package dev.ringside.emulator.device.power;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.state.StateStream;

/**
 * The two reset registers of a PC chipset outside the keyboard controller: port 92h (PS/2 system control port A: fast reset
 * and fast A20) and port CF9h (reset control register of the 82371SB). Every reset is one of the whole machine.
 */
public final class ResetPorts implements Device, PortDevice {
    /** The reset control register, which the FADT names as the reset register. */
    public static final int RESET_CONTROL_PORT = 0xCF9;
    /** What to write there for a reset: full reset, processor reset. */
    public static final int RESET_CONTROL_VALUE = 0x06;

    private static final int SYSTEM_CONTROL_PORT = 0x92;
    private static final int FAST_RESET = 1;
    private static final int FAST_A20 = 1 << 1;
    private static final int FULL_RESET = 1 << 1;
    private static final int RESET_CPU = 1 << 2;

    private final A20Gate a20;
    private final SystemControl system;
    private int systemControl;
    private int resetControl;

    /** Both registers; {@code a20} is shared with the keyboard controller. */
    public ResetPorts(A20Gate a20, SystemControl system) {
        this.a20 = a20;
        this.system = system;
    }

    /** Claims ports 92h and CF9h. */
    public void attach(PortBus bus) {
        bus.claim(SYSTEM_CONTROL_PORT, 1, PortBus.BYTE, this);
        bus.claim(RESET_CONTROL_PORT, 1, PortBus.BYTE, this);
    }

    @Override
    public String name() {
        return "reset-ports";
    }

    @Override
    public void reset() {
        systemControl = 0;
        resetControl = 0;
    }

    @Override
    public int in(int port, int size) {
        return port == SYSTEM_CONTROL_PORT ? systemControl | (a20.isOpen() ? FAST_A20 : 0) : resetControl;
    }

    /** A reset happens when the reset bit rises. */
    @Override
    public void out(int port, int size, int value) {
        boolean pulse;
        if (port == SYSTEM_CONTROL_PORT) {
            pulse = (value & ~systemControl & FAST_RESET) != 0;
            systemControl = value & ~FAST_A20;
            a20.set((value & FAST_A20) != 0);
        } else {
            pulse = (value & ~resetControl & RESET_CPU) != 0;
            resetControl = value & (FULL_RESET | RESET_CPU);
        }
        if (pulse) {
            system.reset();
        }
    }

    @Override
    public void state(StateStream s) {
        systemControl = s.i32("systemControl", systemControl);
        resetControl = s.i32("resetControl", resetControl);
    }
}
