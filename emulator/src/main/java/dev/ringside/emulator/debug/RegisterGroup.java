package dev.ringside.emulator.debug;

/** What kind of state a register is. */
public enum RegisterGroup {
    /** General registers, instruction pointer, flags. */
    GENERAL,
    /** Visible selectors of ES, CS, SS, DS, FS, GS. */
    SELECTOR,
    /** x87 data registers, control, status, tags, pointers. */
    X87,
    /** Upper halves of the x87 pointers, which debuggers know only as 32 bits. */
    X87_UPPER,
    /** XMM registers and MXCSR. */
    VECTOR,
    /** Bases of FS and GS, which software can write on their own. */
    THREAD_BASE,
    /** Hidden parts of the segment registers; LDTR, TR, GDTR, IDTR. */
    SEGMENT,
    /** Control registers, EFER, XCR0, CPL. */
    CONTROL,
    /** Debug registers. */
    DEBUG,
    /** Model-specific registers. */
    MODEL_SPECIFIC,
    /**
     * What the processor remembers between two instructions: halted or not, interrupt shadow, pending debug traps (the
     * "non-register state" of SDM vol. 3, 25.4.2). Writing rip clears it, for code that is started afresh.
     */
    TRANSIENT
}
