package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.engine.Interpreter;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.machine.InstructionSet;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;

/** Replays vector files on a target. */
final class Replay {
    /** The targets that live in this module, each over a machine of its own. */
    static final List<Function<VectorHeader, VectorTarget>> TARGETS = List.of(
            header -> {
                SemanticsTable semantics = InstructionSet.semantics();
                return new SemanticsTarget(new ReplayMachine(header.mode(), header.selectors()), semantics);
            },
            header -> {
                ReplayMachine machine = new ReplayMachine(header.mode(), header.selectors());
                return new EngineTarget("interpreter", machine, new Interpreter(machine.cpu, InstructionSet.semantics()));
            });

    private Replay() {}

    /** Replays every vector that {@code reader} still has. */
    static void run(VectorReader reader, VectorTarget target, ReplayReport report) throws VectorFileException {
        Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));
        VectorHeader header = reader.header();
        for (TestVector vector = reader.next(); vector != null; vector = reader.next()) {
            byte[] code = vector.test().code();
            Instruction insn = decoder.decode(code, 0, code.length, vector.test().initial().rip(), header.mode());
            if (insn == null) {
                throw new VectorFileException("a vector's code is no whole instruction");
            }
            target.load(vector.test());
            Ending ending = target.execute(insn);
            report.add(vector, insn, Comparison.of(vector, insn, header, ending, target));
        }
    }
}
