package dev.ringside.emulator.cpu;

/**
 * The last exception that was delivered, or met while another was: for people who ask what went wrong. Written only where an exception is
 * raised; no part of the state, and lost when a state is restored.
 */
public final class LastException {
    /** Vector; -1 when there was none yet. */
    public int vector = -1;

    /** Whether it has an error code, and which. */
    public boolean hasErrorCode;

    /** See {@link #hasErrorCode}. */
    public int errorCode;

    /** Offset in CS of the instruction, or of the next one for traps; and its linear address. */
    public long rip, linearRip;

    /** The instruction's code size, and its privilege level. */
    public int codeSize, cpl;

    /** Selector in CS. */
    public int cs;

    /** CR2, for page faults. */
    public long cr2;

    /** Retired instructions when it came. */
    public long instructions;

    /** The exception during whose delivery it was met; -1 when it was met by an instruction. */
    public int during;

    /** Of a double fault: the exception that was met while {@link #during} was delivered. */
    public int second;

    /** Of a page fault: the entry at which the walk ended, its physical address (-1: a PDPTE register), its place in the linear address. */
    public long entry, entryAddress;

    /** See {@link #entry}. */
    public int entryShift;

    LastException() {}

    /** Notes an exception that the processor is about to deliver. */
    public void note(Cpu cpu, int newVector, boolean withErrorCode, int newErrorCode, int duringVector, int secondVector) {
        vector = newVector;
        hasErrorCode = withErrorCode;
        errorCode = newErrorCode;
        rip = cpu.rip;
        linearRip = cpu.segments.effectiveBase[1] + cpu.rip & cpu.linearMask;
        codeSize = cpu.codeSize;
        cpl = cpu.cpl;
        cs = cpu.segments.selector[1];
        cr2 = cpu.cr2;
        instructions = cpu.retired();
        during = duringVector;
        second = secondVector;
    }

    /** Notes where the walk of a page fault ended. */
    public void noteEntry(long value, long address, int shift) {
        entry = value;
        entryAddress = address;
        entryShift = shift;
    }

    /** Forgets it. */
    void clear() {
        vector = -1;
    }
}
