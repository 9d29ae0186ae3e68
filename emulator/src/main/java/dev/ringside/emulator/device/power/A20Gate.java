package dev.ringside.emulator.device.power;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.state.StateStream;

/**
 * The gate on address line 20, which port 92h and the keyboard controller both switch; the last write counts. It is open
 * after a reset, as firmware leaves it for the systems that are loaded here.
 */
public final class A20Gate implements Device {
    /** Takes the gate's position: with {@code open} false, bit 20 of every physical address a processor makes is 0. */
    @FunctionalInterface
    public interface Listener {
        /** The gate has moved. */
        void moved(boolean open);
    }

    private final Listener listener;
    private boolean open = true;

    /** An open gate. */
    public A20Gate(Listener listener) {
        this.listener = listener;
    }

    /** Whether address line 20 passes. */
    public boolean isOpen() {
        return open;
    }

    /** Opens or shuts it. */
    public void set(boolean newOpen) {
        if (newOpen != open) {
            open = newOpen;
            listener.moved(newOpen);
        }
    }

    @Override
    public String name() {
        return "a20";
    }

    @Override
    public String summary() {
        return open ? "open" : "shut";
    }

    @Override
    public void reset() {
        set(true);
    }

    @Override
    public void state(StateStream s) {
        open = s.bool("open", open);
        if (s.restoring()) {
            listener.moved(open);
        }
    }
}
