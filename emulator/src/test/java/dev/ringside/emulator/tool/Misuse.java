package dev.ringside.emulator.tool;

/** A command of the test tools was called wrongly; the message is for who called it. */
public final class Misuse extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** @param message what was expected and found */
    public Misuse(String message) {
        super(message);
    }
}
