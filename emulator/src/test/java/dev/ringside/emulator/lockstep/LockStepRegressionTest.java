package dev.ringside.emulator.lockstep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.engine.TestEngine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Everything that a lock-step check has ever found stays right, on every engine: the files of {@code src/test/resources/lockstep}, as
 * {@link LockStep} saved them.
 */
class LockStepRegressionTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "lockstep");

    @TestFactory
    Stream<DynamicTest> whatWasFoundStaysRight() throws Exception {
        List<RegressionFile> files = RegressionFile.in(FOLDER);
        return Arrays.stream(TestEngine.values()).flatMap(engine -> files.stream().map(file -> DynamicTest.dynamicTest(
                file.path().getFileName() + " on " + engine, () -> assertEquals(Optional.empty(), file.replay(engine.factory())))));
    }
}
