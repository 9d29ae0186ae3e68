package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.engine.translator.Region.BasicBlock;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;

/**
 * Which general registers a unit keeps in local variables: those that an instruction in line names or implies, or that the address
 * of an instruction out of line needs. A register that is never written is never written back.
 *
 * @param used mask by register number
 * @param written mask of those that are written in line
 * @param vectors whether XMM registers are used in line
 */
record RegisterUse(int used, int written, boolean vectors) {
    static RegisterUse of(Region region) {
        int used = 0;
        int written = 0;
        boolean vectors = false;
        for (BasicBlock b : region.blocks()) {
            for (Instruction insn : b.insns()) {
                vectors |= VectorEmitter.knows(insn.row);
                if (Emitters.inLine(insn)) {
                    used |= Emitters.addressRegisters(insn) | named(insn, false) | Emitters.implied(insn);
                    written |= named(insn, true) | Emitters.implied(insn);
                }
            }
        }
        return new RegisterUse(used | written, written, vectors);
    }

    private static int named(Instruction insn, boolean written) {
        int mask = 0;
        for (int k = 0; k < insn.row.operands().size(); k++) {
            Operand o = insn.row.operands().get(k);
            Emitters.Register register = o.kind() == OperandKind.IMM ? null : Emitters.register(insn, k);
            boolean writes = o.role() != Operand.Role.READ && o.role() != Operand.Role.ADDRESS;
            if (register != null && (writes || !written)) {
                mask |= 1 << (register.high() ? register.number() - 4 : register.number());
            }
        }
        return mask;
    }

    boolean used(int register) {
        return (used >>> register & 1) != 0;
    }

    boolean written(int register) {
        return (written >>> register & 1) != 0;
    }
}
