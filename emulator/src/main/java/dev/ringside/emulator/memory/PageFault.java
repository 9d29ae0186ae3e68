package dev.ringside.emulator.memory;

/**
 * A page fault on its way to the processor. Each {@link Mmu} owns one instance, so that a fault allocates nothing; it
 * carries no stack trace.
 */
public final class PageFault extends RuntimeException {
    /** Error code bits (SDM vol. 3, 4.7). */
    public static final int PRESENT = 1, WRITE = 2, USER = 4, RESERVED = 8, FETCH = 16;

    private long linear;
    private int errorCode;

    PageFault() {
        super(null, null, false, false);
    }

    PageFault with(long linear, int errorCode) {
        this.linear = linear;
        this.errorCode = errorCode;
        return this;
    }

    /** Linear address that CR2 receives. */
    public long linear() {
        return linear;
    }

    /** Error code that is pushed. */
    public int errorCode() {
        return errorCode;
    }
}
