package dev.ringside.emulator.device.interrupt;

/**
 * The registers of a local APIC (Intel SDM volume 3, tables 11-1 and 11-6). In x2APIC mode the MSR of a register is
 * {@code 0x800 + offset / 16}.
 */
enum ApicRegister {
    ID(0x020, Access.READ, 0),
    VERSION(0x030, Access.READ, 0),
    TPR(0x080, Access.BOTH, 0xFF),
    APR(0x090, Access.X1_READ, 0),
    PPR(0x0A0, Access.READ, 0),
    EOI(0x0B0, Access.WRITE, 0),
    RRD(0x0C0, Access.X1_READ, 0),
    LDR(0x0D0, Access.X2_READ, 0xFF00_0000),
    DFR(0x0E0, Access.X1_BOTH, 0xF000_0000),
    SVR(0x0F0, Access.BOTH, 0x3FF),
    ISR(0x100, Access.READ, 0),
    TMR(0x180, Access.READ, 0),
    IRR(0x200, Access.READ, 0),
    ESR(0x280, Access.BOTH, 0),
    ICR(0x300, Access.BOTH, 0xC_CFFF),
    ICR_HIGH(0x310, Access.X1_BOTH, 0xFF00_0000),
    LVT_TIMER(0x320, Access.BOTH, 0x7_00FF),
    LVT_THERMAL(0x330, Access.BOTH, 0x1_07FF),
    LVT_PERFORMANCE(0x340, Access.BOTH, 0x1_07FF),
    LVT_LINT0(0x350, Access.BOTH, 0x1_A7FF),
    LVT_LINT1(0x360, Access.BOTH, 0x1_A7FF),
    LVT_ERROR(0x370, Access.BOTH, 0x1_00FF),
    INITIAL_COUNT(0x380, Access.BOTH, 0xFFFF_FFFF),
    CURRENT_COUNT(0x390, Access.READ, 0),
    DIVIDE(0x3E0, Access.BOTH, 0xB),
    SELF_IPI(0x3F0, Access.X2_WRITE, 0xFF);

    /** Which accesses exist in xAPIC (X1) and x2APIC (X2) mode. */
    private enum Access {
        READ(true, false, true, false),
        WRITE(false, true, false, true),
        BOTH(true, true, true, true),
        X1_READ(true, false, false, false),
        X1_BOTH(true, true, false, false),
        X2_READ(true, true, true, false),
        X2_WRITE(false, false, false, true);

        final boolean x1Read;
        final boolean x1Write;
        final boolean x2Read;
        final boolean x2Write;

        Access(boolean x1Read, boolean x1Write, boolean x2Read, boolean x2Write) {
            this.x1Read = x1Read;
            this.x1Write = x1Write;
            this.x2Read = x2Read;
            this.x2Write = x2Write;
        }
    }

    private static final int SLOTS = 0x40;
    /** ISR, TMR and IRR are eight registers each. */
    private static final int VECTOR_REGISTERS = 8;
    private static final ApicRegister[] BY_SLOT = new ApicRegister[SLOTS];

    static {
        for (ApicRegister r : values()) {
            for (int i = 0; i < r.words(); i++) {
                BY_SLOT[r.slot() + i] = r;
            }
        }
    }

    private final int offset;
    private final Access access;
    /** Bits that software can set; the others stay 0, and in x2APIC mode writing them is #GP. */
    final int writable;

    ApicRegister(int offset, Access access, int writable) {
        this.offset = offset;
        this.access = access;
        this.writable = writable;
    }

    /** The register at a 16-byte slot of the page, which is also the MSR number from 0x800; null for a reserved one. */
    static ApicRegister at(int slot) {
        return slot < SLOTS ? BY_SLOT[slot] : null;
    }

    int slot() {
        return offset >> 4;
    }

    /** How many 32-bit registers it is. */
    int words() {
        return this == ISR || this == TMR || this == IRR ? VECTOR_REGISTERS : 1;
    }

    /**
     * Bits that only the APIC sets: delivery status, and remote IRR of the two pins. They are not reserved, so writing them back, as
     * Linux does when it masks an entry, is not #GP (SDM vol. 3, 11.5.1).
     */
    int status() {
        return switch (this) {
            case LVT_TIMER, LVT_THERMAL, LVT_PERFORMANCE, LVT_ERROR -> 1 << 12;
            case LVT_LINT0, LVT_LINT1 -> 1 << 12 | 1 << 14;
            default -> 0;
        };
    }

    boolean readable(boolean x2) {
        return x2 ? access.x2Read : access.x1Read;
    }

    boolean writable(boolean x2) {
        return x2 ? access.x2Write : access.x1Write;
    }
}
