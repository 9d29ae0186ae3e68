package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;

/** How many bytes an instruction touches at its memory operand. */
final class OperandLength {
    private OperandLength() {}

    static int of(Instruction insn, Operand operand) {
        boolean small = insn.operandSize == 16;
        return switch (insn.row.mnemonic()) {
            case "FXSAVE", "FXSAVE64", "FXRSTOR", "FXRSTOR64" -> 512;
            case "XSAVE", "XSAVE64", "XSAVEOPT", "XSAVEOPT64", "XRSTOR", "XRSTOR64" -> 576;
            case "FLDENV", "FNSTENV" -> small ? 14 : 28;
            case "FRSTOR", "FNSAVE" -> small ? 94 : 108;
            case "BOUND" -> insn.operandSize / 4;
            case "LES", "LDS", "LSS", "LFS", "LGS" -> insn.operandSize / 8 + 2;
            default -> SelectorOperands.isFar(insn.row) ? insn.operandSize / 8 + 2 : operand.size() == 0 ? 1 : operand.size() / 8;
        };
    }
}
