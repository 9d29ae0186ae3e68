package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.InstructionTable;

/** Chooses the form in which a decoded instruction runs. */
final class OpFactory {
    private final SemanticsTable table;

    OpFactory(SemanticsTable table) {
        this.table = table;
    }

    Op make(Instruction insn) {
        Semantics semantics = table.of(insn.row);
        if (semantics != null) {
            Op frequent = FrequentForms.of(insn);
            if (frequent != null) {
                return frequent;
            }
            return new GeneralOp(insn, semantics);
        }
        if (insn.row == InstructionTable.TOO_LONG) {
            return new GeneralOp(insn, (cpu, i) -> {
                throw cpu.protection();
            });
        }
        return new GeneralOp(insn, (cpu, i) -> {
            throw cpu.undefined();
        });
    }

    /** The general form: whatever the table's semantics do. */
    private static final class GeneralOp extends Op {
        private final Semantics semantics;

        GeneralOp(Instruction insn, Semantics semantics) {
            super(insn, true);
            this.semantics = semantics;
        }

        @Override
        Op execute(Cpu cpu) {
            cpu.underWay = index;
            cpu.rip = nextRip;
            cpu.current = insn;
            semantics.execute(cpu, insn);
            return cpu.attention == 0 ? next : null;
        }
    }
}
