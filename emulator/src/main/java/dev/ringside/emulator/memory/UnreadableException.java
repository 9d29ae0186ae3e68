package dev.ringside.emulator.memory;

/** Somebody wanted to look at memory that is not mapped. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long linear;

    /** Nothing is mapped at this linear address. */
    public UnreadableException(long linear) {
        super("nothing is mapped at " + Long.toHexString(linear));
        this.linear = linear;
    }

    /** The address. */
    public long linear() {
        return linear;
    }
}
