package dev.ringside.emulator.isa;

/** Where an instruction leaves rip: what decides where a run of instructions ends, and what may follow it. */
public enum Transfer {
    /** At the next instruction, after it has retired once. */
    NONE,
    /** At the next instruction or at itself: a repeated string instruction retires a number of times that is not known beforehand. */
    REPEATED,
    /** At the next instruction, but what follows may have to be decoded or run differently. */
    SERIALIZING,
    /** A near branch to a fixed distance, conditional or not. */
    RELATIVE,
    /** A near jump or call to a target from a register or memory. */
    COMPUTED,
    /** A near return. */
    RETURN,
    /** A far branch, an interrupt, a return from one: code segment, privilege and translation may change. */
    FAR;

    /** What {@code insn} does, its REP prefixes taken into account. */
    public static Transfer of(Instruction insn) {
        Row row = insn.row;
        if ((insn.has(Instruction.REP) || insn.has(Instruction.REPNE)) && (row.is(Row.Attribute.REP) || row.is(Row.Attribute.REPZ))) {
            return REPEATED;
        }
        if (row.is(Row.Attribute.SERIALIZES)) {
            return SERIALIZING;
        }
        return row.is(Row.Attribute.BRANCH) ? branch(row) : NONE;
    }

    // A far branch has a pointer for its operand, or memory that holds one; INT has an immediate, as a return may have.
    private static Transfer branch(Row row) {
        if (row.mnemonic().equals("RET")) {
            return RETURN;
        }
        OperandKind target = row.operands().isEmpty() ? null : row.operands().getFirst().kind();
        return target == OperandKind.REL ? RELATIVE : target == OperandKind.RM ? COMPUTED : FAR;
    }

    /** Whether it is a near branch of any kind. */
    public boolean near() {
        return this == RELATIVE || this == COMPUTED || this == RETURN;
    }
}
