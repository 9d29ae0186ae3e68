package dev.ringside.emulator.vectors;

import dev.ringside.emulator.engine.Interpreter;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.machine.InstructionSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;

/** Replays vector files on a target. */
final class Replay {
    /** The targets that live in this module by name, each over a machine of its own. */
    static final SequencedMap<String, Function<VectorHeader, VectorTarget>> TARGETS = targets();

    private Replay() {}

    private static SequencedMap<String, Function<VectorHeader, VectorTarget>> targets() {
        SequencedMap<String, Function<VectorHeader, VectorTarget>> targets = new LinkedHashMap<>();
        targets.put("semantics", header -> new SemanticsTarget(new ReplayMachine(header.mode(), header.selectors()), InstructionSet.semantics()));
        targets.put("interpreter", header -> {
            ReplayMachine machine = new ReplayMachine(header.mode(), header.selectors());
            return new EngineTarget("interpreter", machine, new Interpreter(machine.cpu, InstructionSet.semantics()));
        });
        return Collections.unmodifiableSequencedMap(targets);
    }

    /** Replays every vector that {@code reader} still has. */
    static void run(VectorReader reader, VectorTarget target, ReplayReport report) throws VectorFileException {
        run(reader, target, report, 1);
    }

    /** Replays one of {@code stride} vectors: for targets that are slow. */
    static void run(VectorReader reader, VectorTarget target, ReplayReport report, int stride) throws VectorFileException {
        Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));
        VectorHeader header = reader.header();
        int number = 0;
        for (TestVector vector = reader.next(); vector != null; vector = reader.next()) {
            if (number++ % stride != 0) {
                continue;
            }
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
