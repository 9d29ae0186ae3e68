package dev.ringside.emulator.state;

/** A saved state that cannot be restored here: damaged, of another version, or of a machine built differently. */
public final class StateException extends RuntimeException {
    /** One line for the user. */
    public StateException(String message) {
        super(message);
    }
}
