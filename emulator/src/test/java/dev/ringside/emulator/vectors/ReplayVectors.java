package dev.ringside.emulator.vectors;

import dev.ringside.emulator.tool.Misuse;
import dev.ringside.emulator.tool.ToolCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Command: replays vector files and reports by mnemonic. Arguments: {@code TARGET EXAMPLES FILE...}; the target is one of
 * {@link Replay#TARGETS} or {@code all}, and of each mnemonic EXAMPLES differing cases are described.
 */
final class ReplayVectors {
    private ReplayVectors() {}

    /** Exit status 1 when anything differs, 2 when called wrongly. */
    public static void main(String[] args) throws Exception {
        ToolCommand.run("ReplayVectors TARGET EXAMPLES FILE... (TARGET: all, " + String.join(", ", Replay.TARGETS.keySet()) + ")",
                List.of(args), 3, () -> replayAll(args));
    }

    private static int replayAll(String[] args) throws IOException {
        if (!args[0].equals("all") && !Replay.TARGETS.containsKey(args[0])) {
            throw new Misuse("TARGET: expected all or one of " + Replay.TARGETS.keySet() + ", found " + args[0]);
        }
        int examples = (int) ToolCommand.number("EXAMPLES", args[1]);
        int differing = 0;
        for (Map.Entry<String, Function<VectorHeader, VectorTarget>> target : Replay.TARGETS.entrySet()) {
            for (String file : List.of(args).subList(2, args.length)) {
                if (args[0].equals("all") || args[0].equals(target.getKey())) {
                    differing += replay(Path.of(file), target.getValue(), examples);
                }
            }
        }
        return differing == 0 ? 0 : 1;
    }

    private static int replay(Path file, Function<VectorHeader, VectorTarget> maker, int examples) throws IOException {
        ReplayReport report = new ReplayReport(examples);
        try (InputStream in = Files.newInputStream(file)) {
            VectorReader reader = new VectorReader(in, file.getFileName().toString());
            VectorTarget target = maker.apply(reader.header());
            Replay.run(reader, target, report);
            System.out.print(report.firstDifferences());
            System.out.print(report.table());
            System.out.printf("%s on %s (%s, %d-bit): %d vectors, %d differing%n", file.getFileName(), target.name(), reader.header().brand(),
                    reader.header().mode(), report.vectors(), report.differing());
        } catch (VectorFileException e) {
            throw new Misuse(e.getMessage());
        }
        return report.differing();
    }
}
