package dev.ringside.emulator.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Part of the recorded sample, set up and looked at through the gdb stub: an outside tool sees what a real processor did. */
class StubVectorsTest {
    private static final int STRIDE = 32, EXAMPLES = 2;

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void whatTheProcessorDidIsWhatAToolSeesThroughTheStub(int mode) throws IOException, VectorFileException {
        String name = mode + ".vectors.gz";
        try (InputStream in = Replay.class.getResourceAsStream(name)) {
            ReplayReport report = ReplayThroughStub.replay(in, name, EXAMPLES, STRIDE);
            assertTrue(report.vectors() > 300, () -> "only " + report.vectors() + " vectors");
            assertEquals(0, report.differing(), report::firstDifferences);
        }
    }
}
