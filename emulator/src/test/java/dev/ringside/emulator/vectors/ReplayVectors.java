package dev.ringside.emulator.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Command: replays vector files on every engine and reports by mnemonic. Arguments: {@code FILE...} */
final class ReplayVectors {
    private ReplayVectors() {}

    /** Exit status 1 when anything differs. */
    public static void main(String[] args) throws IOException {
        int differing = 0;
        for (Function<VectorHeader, VectorTarget> maker : Replay.TARGETS) {
            for (String file : args) {
                differing += replay(Path.of(file), maker);
            }
        }
        System.exit(differing == 0 ? 0 : 1);
    }

    private static int replay(Path file, Function<VectorHeader, VectorTarget> maker) throws IOException {
        ReplayReport report = new ReplayReport();
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
