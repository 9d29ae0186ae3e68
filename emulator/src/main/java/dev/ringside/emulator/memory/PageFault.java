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
    private long entry;
    private long entryAddress;
    private int entryShift;

    PageFault() {
        super(null, null, false, false);
    }

    PageFault with(long linear, int errorCode) {
        this.linear = linear;
        this.errorCode = errorCode;
        return this;
    }

    PageFault at(long newEntry, long address, int shift) {
        entry = newEntry;
        entryAddress = address;
        entryShift = shift;
        return this;
    }

    /** The entry at which the walk ended. */
    public long entry() {
        return entry;
    }

    /** Its physical address; -1 for one of PAE paging's PDPTE registers. */
    public long entryAddress() {
        return entryAddress;
    }

    /** Position in the linear address of the index that selected it. */
    public int entryShift() {
        return entryShift;
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
