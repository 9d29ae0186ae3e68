package dev.ringside.emulator.vectors;

import dev.ringside.emulator.tool.Misuse;
import dev.ringside.emulator.tool.ToolCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Command: replays vector files through the gdb stub and reports by mnemonic. Arguments: {@code EXAMPLES STRIDE FILE...}; one of STRIDE
 * vectors is replayed, and of each mnemonic EXAMPLES differing cases are described.
 */
final class ReplayThroughStub {
    private ReplayThroughStub() {}

    /** Exit status 1 when anything differs, 2 when called wrongly. */
    public static void main(String[] args) throws Exception {
        ToolCommand.run("ReplayThroughStub EXAMPLES STRIDE FILE...", List.of(args), 3, () -> replayAll(args));
    }

    private static int replayAll(String[] args) throws IOException {
        int examples = (int) ToolCommand.number("EXAMPLES", args[0]);
        int stride = (int) ToolCommand.number("STRIDE", args[1]);
        if (stride < 1) {
            throw new Misuse("STRIDE: expected at least 1, found " + stride);
        }
        int differing = 0;
        for (String file : List.of(args).subList(2, args.length)) {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                ReplayReport report = replay(in, file, examples, stride);
                System.out.print(report.firstDifferences());
                System.out.print(report.table());
                System.out.printf("%s through the gdb stub: %d vectors, %d differing%n", file, report.vectors(), report.differing());
                differing += report.differing();
            } catch (VectorFileException e) {
                throw new Misuse(e.getMessage());
            }
        }
        return differing == 0 ? 0 : 1;
    }

    /** Replays one of {@code stride} vectors of a file. */
    static ReplayReport replay(InputStream in, String name, int examples, int stride) throws IOException, VectorFileException {
        VectorReader reader = new VectorReader(in, name);
        ReplayReport report = new ReplayReport(examples);
        try (StubTarget target = new StubTarget(reader.header())) {
            Replay.run(reader, target, report, stride);
        }
        return report;
    }
}
