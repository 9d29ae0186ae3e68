package dev.ringside.emulator.device.keyboard;

import dev.ringside.emulator.state.Stateful;

/** A device on the cable of a PS/2 port. */
interface Ps2Port extends Stateful {
    /** The controller sends a byte to the device. */
    void receive(int value);

    /** Whether the device has a byte for the controller. */
    boolean hasByte();

    /** The next byte for the controller; only when {@link #hasByte}. */
    int nextByte();

    /** Power-on: queues nothing, forgets everything. */
    void reset();
}
