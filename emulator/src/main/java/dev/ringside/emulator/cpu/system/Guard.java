package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.isa.Row.Attribute;

/** Applies the privilege columns of the instruction table: where an instruction exists, and who may execute it. */
final class Guard {
    private Guard() {}

    /** {@code semantics} behind the checks that the row's PROTECTED (#UD) and CPL0 (#GP(0)) attributes ask for. */
    static Semantics of(Semantics semantics) {
        return (cpu, insn) -> {
            if (insn.row.is(Attribute.PROTECTED) && !cpu.selectorsNameDescriptors()) {
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
