package dev.ringside.emulator.vectors;

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

    /** Exit status 1 when anything differs. */
    public static void main(String[] args) throws IOException {
        int differing = 0;
        for (Map.Entry<String, Function<VectorHeader, VectorTarget>> target : Replay.TARGETS.entrySet()) {
            for (String file : List.of(args).subList(2, args.length)) {
                if (args[0].equals("all") || args[0].equals(target.getKey())) {
                    differing += replay(Path.of(file), target.getValue(), Integer.parseInt(args[1]));
                }
            }
        }
        System.exit(differing == 0 ? 0 : 1);
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
            System.err.println(e.getMessage());
            return 1;
        }
        return report.differing();
    }
}
