package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.tool.Misuse;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A file in which something was saved that an engine did wrong. */
record RegressionFile(Path path) {
    private static final List<String> SUFFIXES = List.of(Findings.PROGRAM_SUFFIX, SavedState.SUFFIX);

    /** All in a folder, by name; none when there is no such folder. */
    static List<RegressionFile> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> SUFFIXES.stream().anyMatch(file.toString()::endsWith)).sorted().map(RegressionFile::new).toList();
        }
    }

    /**
     * What the engine does otherwise than the interpreter, as a report; nothing when it does the same.
     *
     * @throws Misuse when the file is neither a program nor a state
     */
    Optional<String> replay(EngineFactory engine) throws IOException {
        if (path.toString().endsWith(SavedState.SUFFIX)) {
            SavedState state = SavedState.read(path);
            return state.replay(path, engine).map(difference -> MismatchReport.text(difference, state.machine()::build));
        }
        RandomProgram program = program();
        return new ProgramCheck(engine).run(program)
                .map(difference -> MismatchReport.text(difference, e -> ProgramMachine.build(program, e)));
    }

    private RandomProgram program() throws IOException {
        try {
            return ProgramText.parse(Files.readString(path));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new Misuse(path + ": no program: " + e.getMessage());
        }
    }
}
