package dev.ringside.symbols.unwind.orc;

/**
 * One rule.
 *
 * @param spBase   what the stack pointer before the call is counted from
 * @param spOffset bytes from there
 * @param bpBase   where the caller's frame pointer is
 * @param bpOffset bytes from there
 * @param type     what lies on the stack
 */
record OrcEntry(Base spBase, int spOffset, Base bpBase, int bpOffset, Type type) {
    /** Bytes of {@code struct orc_entry}. */
    static final int BYTES = 6;

    /** What an offset counts from: ORC_REG_ constants, in their order. */
    enum Base {
        UNDEFINED, PREVIOUS_SP, DX, DI, BP, SP, R10, R13, BP_INDIRECT, SP_INDIRECT;

        static final Base[] ALL = values();
    }

    /** What an entry is for. */
    enum Type {
        /** No rule: code that the tables do not describe. */
        UNDEFINED,
        /** The outermost frame. */
        END_OF_STACK,
        /** A return address. */
        CALL,
        /** All registers. */
        REGISTERS,
        /** The registers that the processor pushes. */
        REGISTERS_PARTIAL
    }
}
