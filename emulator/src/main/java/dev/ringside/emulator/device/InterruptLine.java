package dev.ringside.emulator.device;

/** A wire into an interrupt controller. */
@FunctionalInterface
public interface InterruptLine {
    /** Drives the wire; repeating a level changes nothing. */
    void set(boolean level);

    /** A wire that leads nowhere. */
    InterruptLine UNCONNECTED = level -> {};
}
