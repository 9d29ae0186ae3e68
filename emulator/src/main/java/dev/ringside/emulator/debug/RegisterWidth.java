package dev.ringside.emulator.debug;

import java.util.List;

/**
 * How wide a front end sees the registers. The processor's are always 64 bits wide; the narrow view shows their lower halves
 * and writes zero-extended, as 32-bit instructions do in 64-bit mode, and leaves out what only 64-bit code can name.
 */
public enum RegisterWidth {
    /** EAX to EDI, EIP, eight XMM registers. */
    BITS_32(32, 8),
    /** RAX to R15, RIP, sixteen XMM registers. */
    BITS_64(64, 16);

    /** Bits of a general register. */
    public final int bits;

    /** How many general and XMM registers there are. */
    public final int registers;

    private final List<Register> rows;

    RegisterWidth(int bits, int registers) {
        this.bits = bits;
        this.registers = registers;
        this.rows = RegisterTable.rows(bits, registers);
    }

    /** The table, in the order front ends list it. */
    public List<Register> rows() {
        return rows;
    }
}
