package dev.ringside.gdb.request;

/** A packet that begins like a request we know and does not go on like one. Answered with an error; the connection goes on. */
public final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1;

    /** With what is wrong. */
    public MalformedRequestException(String message) {
        super(message);
    }
}
