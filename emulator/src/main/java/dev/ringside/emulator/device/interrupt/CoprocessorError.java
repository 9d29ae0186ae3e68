package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.state.StateStream;

/**
 * The PC's way to report x87 errors while CR0.NE is 0 (82371SB datasheet, coprocessor error register F0h): FERR# raises
 * IRQ 13; a write to port F0h drops IRQ 13 and asserts IGNNE# until FERR# goes away.
 */
public final class CoprocessorError implements Device, PortDevice {
    /** Its ISA interrupt. */
    public static final int IRQ = 13;
    private static final int PORT = 0xF0;

    private final InterruptLine irq13;
    private boolean ferr;
    private boolean ignore;

    /** The latch in front of {@code irq13}. */
    public CoprocessorError(InterruptLine irq13) {
        this.irq13 = irq13;
    }

    /** Claims port F0h. */
    public void attach(PortBus bus) {
        bus.claim(PORT, 1, PortBus.BYTE, this);
    }

    /** Drives FERR#: an unmasked x87 exception is pending in the processor. */
    public void ferr(boolean level) {
        if (level && !ferr) {
            irq13.set(true);
        } else if (!level) {
            ignore = false;
        }
        ferr = level;
    }

    /** IGNNE#: the processor is to execute x87 instructions in spite of the pending exception. */
    public boolean ignoreNumericError() {
        return ignore;
    }

    @Override
    public String name() {
        return "coprocessor-error";
    }

    @Override
    public void reset() {
        ferr = false;
        ignore = false;
        irq13.set(false);
    }

    @Override
    public int in(int port, int size) {
        return 0xFF; // write only
    }

    @Override
    public void out(int port, int size, int value) {
        irq13.set(false);
        ignore = ferr;
    }

    @Override
    public void state(StateStream s) {
        ferr = s.bool("ferr", ferr);
        ignore = s.bool("ignore", ignore);
    }
}
