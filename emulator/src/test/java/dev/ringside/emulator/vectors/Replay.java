package dev.ringside.emulator.vectors;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Transfer;
import dev.ringside.emulator.machine.InstructionSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;

/** Replays vector files on a target. */
final class Replay {
    /**
     * The targets that live in this module by name, each over a machine of its own: the semantics without an engine, and each
     * engine twice, stopped by its limit and (-run) by a breakpoint.
     */
    static final SequencedMap<String, Function<VectorHeader, VectorTarget>> TARGETS = targets();

    private Replay() {}

    private static SequencedMap<String, Function<VectorHeader, VectorTarget>> targets() {
        SequencedMap<String, Function<VectorHeader, VectorTarget>> targets = new LinkedHashMap<>();
        targets.put("semantics", header -> new SemanticsTarget(header, InstructionSet.semantics()));
        addEngine(targets, "interpreter", EngineFactory.interpreter());
        // A unit that may retire more than the limit allows is not entered: only a run past the instruction shows translated code.
        targets.put("translator-run", header -> new EngineTarget("translator-run", header, EngineFactory.translator(0),
                EngineTarget.Stop.BREAKPOINT));
        return Collections.unmodifiableSequencedMap(targets);
    }

    private static void addEngine(SequencedMap<String, Function<VectorHeader, VectorTarget>> targets, String name,
            EngineFactory maker) {
        targets.put(name, header -> new EngineTarget(name, header, maker, EngineTarget.Stop.LIMIT));
        targets.put(name + "-run", header -> new EngineTarget(name + "-run", header, maker, EngineTarget.Stop.BREAKPOINT));
    }

    /** Whether an instruction is a string instruction under a prefix that repeats it. */
    static boolean repeats(Instruction insn) {
        return Transfer.of(insn) == Transfer.REPEATED;
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
