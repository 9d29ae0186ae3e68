package dev.ringside.emulator.device;

import dev.ringside.emulator.state.Stateful;

/** A part of the machine with state of its own. */
public interface Device extends Stateful {
    /** Unique name within the machine, such as {@code uart0}; names its group in saved state. */
    String name();

    /** What it is at, in a few words for people who look; empty where the name says enough. Without any effect. */
    default String summary() {
        return "";
    }

    /** Brings it to the state after a hardware reset. Memory of the outside (disk content, console) stays. */
    void reset();
}
