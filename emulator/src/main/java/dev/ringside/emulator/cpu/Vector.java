package dev.ringside.emulator.cpu;

/** Exception vectors (SDM vol. 3, table 6-1), with what delivery must know about each. */
public enum Vector {
    DE(0, false, true, "divide error"),
    DB(1, false, false, "debug"),
    NMI(2, false, false, "non-maskable interrupt"),
    BP(3, false, false, "breakpoint"),
    OF(4, false, false, "overflow"),
    BR(5, false, false, "bound range exceeded"),
    UD(6, false, false, "invalid opcode"),
    NM(7, false, false, "device not available"),
    DF(8, true, false, "double fault"),
    TS(10, true, true, "invalid TSS"),
    NP(11, true, true, "segment not present"),
    SS(12, true, true, "stack-segment fault"),
    GP(13, true, true, "general protection"),
    PF(14, true, false, "page fault"),
    MF(16, false, false, "x87 floating-point error"),
    AC(17, true, false, "alignment check"),
    MC(18, false, false, "machine check"),
    XM(19, false, false, "SIMD floating-point exception");

    /** Interrupt vector number. */
    public final int number;

    /** Whether protected-mode delivery pushes an error code. */
    public final boolean errorCode;

    /** Whether it is contributory for double faults (SDM vol. 3, table 6-5). */
    public final boolean contributory;

    /** The manual's name. */
    public final String meaning;

    Vector(int number, boolean errorCode, boolean contributory, String meaning) {
        this.number = number;
        this.errorCode = errorCode;
        this.contributory = contributory;
        this.meaning = meaning;
    }
}
