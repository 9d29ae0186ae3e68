package dev.ringside.emulator.debug;

/** A write that the processor cannot take; nothing was changed by the register that refused. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /** With one line for the user: which register, what it cannot hold. */
    public RefusedException(String message) {
        super(message);
    }
}
