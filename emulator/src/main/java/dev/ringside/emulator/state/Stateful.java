package dev.ringside.emulator.state;

/** A component whose whole guest-visible state can be saved, restored and hashed. */
public interface Stateful {
    /**
     * Passes every field of the state through {@code s}, always in the same order. A component that derives caches
     * from its fields rebuilds them here when {@link StateStream#restoring()}.
     */
    void state(StateStream s);
}
