package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.isa.Row.Attribute;

/** Applies the privilege columns of the instruction table: where an instruction exists, and who may execute it. */
final class Guard {
    private Guard() {}

    /** {@code semantics} behind the checks that the row's PROTECTED and CPL0_UD (#UD) and CPL0 (#GP(0)) attributes ask for. */
    static Semantics of(Semantics semantics) {
        return (cpu, insn) -> {
            boolean absent = insn.row.is(Attribute.PROTECTED) && !cpu.selectorsNameDescriptors();
            if (absent || insn.row.is(Attribute.CPL0_UD) && cpu.cpl != 0) {
                throw cpu.undefined();
            }
            if (insn.row.is(Attribute.CPL0)) {
                ring0(cpu);
            }
            semantics.execute(cpu, insn);
        };
    }

    /** Raises #GP(0) unless CPL is 0. */
    static void ring0(Cpu cpu) {
        if (cpu.cpl != 0) {
            throw cpu.protection();
        }
    }
}
