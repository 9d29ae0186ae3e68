package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/** Chooses the form in which a decoded instruction runs. */
final class OpFactory {
    private final SemanticsTable table;

    OpFactory(SemanticsTable table) {
        this.table = table;
    }

    Op make(Instruction insn) {
        Op frequent = table.of(insn.row) == null ? null : FrequentForms.of(insn);
        return frequent != null ? frequent : new GeneralOp(insn, table.executing(insn));
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
