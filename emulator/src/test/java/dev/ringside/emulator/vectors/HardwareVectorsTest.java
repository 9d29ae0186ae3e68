package dev.ringside.emulator.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.machine.InstructionSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample of recorded vectors that is in the tree: every engine does what a real processor did, on every row of user code. */
class HardwareVectorsTest {
    private static final int EXAMPLES = 2;

    private record Choice(String target, int mode) {}

    private static VectorReader open(InputStream in, int mode) throws IOException, VectorFileException {
        return new VectorReader(in, mode + ".vectors.gz");
    }

    private static InputStream resource(int mode) {
        return HardwareVectorsTest.class.getResourceAsStream(mode + ".vectors.gz");
    }

    private static List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (String target : Replay.TARGETS.keySet()) {
            choices.add(new Choice(target, 32));
            choices.add(new Choice(target, 64));
        }
        return choices;
    }

    @ParameterizedTest
    @MethodSource("choices")
    void whatTheProcessorDidIsWhatTheEngineDoes(Choice choice) throws IOException, VectorFileException {
        ReplayReport report = new ReplayReport(EXAMPLES);
        try (InputStream in = resource(choice.mode)) {
            VectorReader reader = open(in, choice.mode);
            Replay.run(reader, Replay.TARGETS.get(choice.target).apply(reader.header()), report);
        }
        assertTrue(report.vectors() > 10_000, () -> "only " + report.vectors() + " vectors");
        assertEquals(0, report.differing(), report::firstDifferences);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void everyRowThatCanBeRecordedHasVectors(int mode) throws IOException, VectorFileException {
        Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));
        Set<Row> sampled = new HashSet<>();
        try (InputStream in = resource(mode)) {
            VectorReader reader = open(in, mode);
            for (TestVector vector = reader.next(); vector != null; vector = reader.next()) {
                byte[] code = vector.test().code();
                sampled.add(decoder.decode(code, 0, code.length, vector.test().initial().rip(), mode).row);
            }
        }
        for (Row row : new RowSelection(InstructionSet.semantics(), mode).rows()) {
            assertTrue(sampled.contains(row), () -> row + " has no vectors; record the sample again");
        }
    }

    @Test
    void aChangedResultIsFound() throws IOException, VectorFileException {
        try (InputStream in = resource(64)) {
            VectorReader reader = open(in, 64);
            TestVector vector = reader.next();
            byte[] code = vector.test().code();
            var insn = new Decoder(EnumSet.allOf(Feature.class)).decode(code, 0, code.length, vector.test().initial().rip(), 64);
            MachineState wrong = vector.result().copy();
            wrong.register(0, ~wrong.register(0));
            TestVector changed = new TestVector(vector.test(), vector.ending(), wrong, vector.changed());
            VectorTarget target = Replay.TARGETS.firstEntry().getValue().apply(reader.header());
            target.load(changed.test());
            Ending ending = target.execute(insn);
            assertEquals(1, Comparison.of(changed, insn, reader.header(), ending, target).size());
        }
    }
}
