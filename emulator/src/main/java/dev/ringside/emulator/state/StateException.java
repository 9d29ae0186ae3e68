package dev.ringside.emulator.state;

/**
 * A saved state or a log of inputs that cannot be used here: damaged, of another version, or of a machine built differently.
 */
public final class StateException extends RuntimeException {
    /** One line for the user. */
    public StateException(String message) {
        super(message);
    }
}
