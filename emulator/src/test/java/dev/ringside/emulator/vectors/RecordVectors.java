package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.RowSampler;
import dev.ringside.emulator.machine.InstructionSet;
import dev.ringside.emulator.tool.ToolCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Command: records vectors on this computer's processor. Arguments: {@code RECORDER-SOURCES OUTPUT-FOLDER PER-MNEMONIC PER-ROW
 * SEED [MNEMONIC...]}; every row gets at least PER-ROW vectors, every mnemonic at least PER-MNEMONIC, and the files are
 * {@code 32.vectors.gz} and {@code 64.vectors.gz}. Example, the full set (from the top folder, after a build):
 *
 * <pre>java -cp emulator/target/classes:emulator/target/test-classes dev.ringside.emulator.vectors.RecordVectors \
 *     emulator/src/test/recorder target/vectors 2000 40 1</pre>
 */
final class RecordVectors {
    private static final int BATCH = 16;

    private RecordVectors() {}

    /** Records both widths. */
    public static void main(String[] args) throws Exception {
        ToolCommand.run("RecordVectors RECORDER-SOURCES OUTPUT-FOLDER PER-MNEMONIC PER-ROW SEED [MNEMONIC...]", List.of(args), 5,
                () -> recordBoth(args));
    }

    private static int recordBoth(String[] args) throws IOException, InterruptedException {
        Path sources = Path.of(args[0]);
        Path folder = Path.of(args[1]);
        int perMnemonic = (int) ToolCommand.number("PER-MNEMONIC", args[2]);
        int perRow = (int) ToolCommand.number("PER-ROW", args[3]);
        long seed = ToolCommand.number("SEED", args[4]);
        List<String> mnemonics = List.of(args).subList(5, args.length);
        Files.createDirectories(folder);
        for (int mode : new int[] {32, 64}) {
            record(mode, sources, folder, perMnemonic, perRow, seed, mnemonics);
        }
        return 0;
    }

    private static void record(int mode, Path sources, Path folder, int perMnemonic, int perRow, long seed, List<String> mnemonics)
            throws IOException, InterruptedException {
        RowSelection selection = new RowSelection(InstructionSet.semantics(), mode);
        List<Row> rows = selection.rows().stream().filter(r -> mnemonics.isEmpty() || mnemonics.contains(r.mnemonic())).toList();
        Map<String, Integer> rowsOf = new HashMap<>();
        rows.forEach(row -> rowsOf.merge(row.mnemonic(), 1, Integer::sum));
        int total = 0;
        Path file = folder.resolve(mode + ".vectors.gz");
        try (Recorder recorder = Recorder.start(mode, sources, folder)) {
            VectorHeader header = recorder.header(seed);
            CaseGenerator generator = new CaseGenerator(mode, header.selectors(), seed);
            try (VectorWriter writer = new VectorWriter(Files.newOutputStream(file), header)) {
                for (Row row : rows) {
                    int siblings = rowsOf.get(row.mnemonic());
                    int count = Math.max(perRow, (perMnemonic + siblings - 1) / siblings);
                    recordRow(row, count, generator, recorder, writer);
                    total += count;
                }
            }
        }
        System.out.printf("%s: %d vectors of %d rows, %d mnemonics, %d bytes%n", file, total, rows.size(), rowsOf.size(), Files.size(file));
        if (mnemonics.isEmpty()) {
            listExcluded(selection, mode);
        }
    }

    private static void recordRow(Row row, int count, CaseGenerator generator, Recorder recorder, VectorWriter writer) throws IOException {
        int done = 0;
        while (done < count) {
            List<TestCase> batch = new ArrayList<>();
            while (batch.size() < BATCH && done < count) {
                batch.add(generator.next(row));
                done++;
            }
            try {
                for (TestVector vector : recorder.run(batch)) {
                    writer.write(vector);
                }
            } catch (IOException e) {
                throw new IOException("at row " + row, e);
            }
        }
    }

    private static void listExcluded(RowSelection selection, int mode) {
        Map<String, List<String>> excluded = new TreeMap<>();
        for (Row row : InstructionTable.rows()) {
            boolean real = row != InstructionTable.INVALID && row != InstructionTable.TOO_LONG && RowSampler.exists(row, mode);
            if (real && selection.reason(row) != null) {
                excluded.computeIfAbsent(selection.reason(row), r -> new ArrayList<>()).add(row.name());
            }
        }
        excluded.forEach((reason, names) -> System.out.println("not recorded: " + reason + ": " + String.join(" ", names)));
    }
}
