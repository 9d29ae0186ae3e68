package dev.ringside.symbols.unwind;

/** Memory that an unwinder needs is not mapped. */
public final class UnreadableException extends Exception {
    private final long address;
    private final String what;

    /**
     * Names the memory.
     *
     * @param address linear address
     * @param what    what should be there
     */
    public UnreadableException(long address, String what) {
        super(what + " at 0x" + Long.toHexString(address) + " is not mapped", null, false, false);
        this.address = address;
        this.what = what;
    }

    /** The linear address that is not mapped. */
    public long address() {
        return address;
    }

    /** What should be there. */
    public String what() {
        return what;
    }
}
