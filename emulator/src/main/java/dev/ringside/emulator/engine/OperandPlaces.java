package dev.ringside.emulator.engine;

import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;

/** Where the operands of a decoded instruction are, in the terms of {@link Shape}. */
final class OperandPlaces {
    private OperandPlaces() {}

    /** The place of operand {@code k}, or null when the specialised forms do not know it. */
    static Shape.Place of(Instruction insn, int k) {
        Operand o = insn.row.operands().get(k);
        return switch (o.kind()) {
            case REG, REG_OPCODE, RM_REG, FIXED -> Shape.Place.REGISTER;
            case RM -> insn.memory ? Shape.Place.MEMORY : Shape.Place.REGISTER;
            case MEM, MOFFS -> Shape.Place.MEMORY;
            case IMM, ONE -> Shape.Place.IMMEDIATE;
            default -> null;
        };
    }

    /** Register number of operand {@code k}; 0 when it is none. */
    static int register(Instruction insn, int k) {
        if (k < 0 || k >= insn.row.operands().size()) {
            return 0;
        }
        Operand o = insn.row.operands().get(k);
        return switch (o.kind()) {
            case REG, REG_OPCODE -> insn.reg;
            case RM, RM_REG -> insn.memory ? 0 : insn.rm;
            case FIXED -> o.register();
            default -> 0;
        };
    }

    /** The immediate, or the 1 of the short shifts. */
    static long constant(Instruction insn) {
        int last = insn.row.operands().size() - 1;
        return last >= 0 && insn.row.operands().get(last).kind() == OperandKind.ONE ? 1 : insn.immediate;
    }
}
