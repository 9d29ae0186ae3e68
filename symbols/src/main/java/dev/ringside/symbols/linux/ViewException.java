package dev.ringside.symbols.linux;

/** A view that cannot be given. The message is one line that says what is missing, and where it could come from. */
public final class ViewException extends Exception {
    /** A view that lacks something. */
    public ViewException(String message) {
        super(message);
    }
}
