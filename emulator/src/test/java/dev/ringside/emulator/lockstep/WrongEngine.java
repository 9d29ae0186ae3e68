package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Row;
import java.util.function.Consumer;

/** An interpreter that is deliberately wrong about one instruction once that is hot: what the checks are to find. */
final class WrongEngine {
    private WrongEngine() {}

    /**
     * Makes such engines.
     *
     * @param mnemonic the instruction it does wrong
     * @param times how often it still does it right
     * @param mistake what it does on top
     */
    static EngineFactory about(String mnemonic, int times, Consumer<Cpu> mistake) {
        return (cpu, semantics) -> {
            int[] right = {times};
            SemanticsTable wrong = new SemanticsTable();
            for (Row row : InstructionTable.rows()) {
                Semantics truth = semantics.of(row);
                if (truth != null) {
                    wrong.add(row.name(), row.mnemonic().equals(mnemonic) ? (c, insn) -> {
                        truth.execute(c, insn);
                        if (--right[0] < 0) {
                            mistake.accept(c);
                        }
                    } : truth);
                }
            }
            return EngineFactory.interpreter().make(cpu, wrong);
        };
    }
}
