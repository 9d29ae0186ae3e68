package dev.ringside.emulator.debug.inspect.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an instruction does, in a line, from {@code instructions.txt}.
 *
 * @param words what it does
 * @param source the manual's page
 */
record InstructionSummary(String words, String source) {
    private static final String FILE = "instructions.txt";
    private static final List<Row> ROWS = read();

    private record Row(List<String> mnemonics, String words, String source) {
        boolean has(String mnemonic) {
            return mnemonics.stream().anyMatch(m -> m.endsWith("*") ? mnemonic.startsWith(m.substring(0, m.length() - 1)) : m.equals(mnemonic));
        }
    }

    /** The first row that names the mnemonic. */
    static InstructionSummary of(String mnemonic) {
        for (Row row : ROWS) {
            if (row.has(mnemonic)) {
                return new InstructionSummary(row.words, row.source.isEmpty() ? "SDM vol. 2, " + mnemonic : row.source);
            }
        }
        throw new IllegalArgumentException("no summary of " + mnemonic);
    }

    /** Whether some row names the mnemonic. */
    static boolean known(String mnemonic) {
        return ROWS.stream().anyMatch(row -> row.has(mnemonic));
    }

    private static List<Row> read() {
        try (InputStream in = InstructionSummary.class.getResourceAsStream(FILE)) {
            List<Row> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] columns = line.split("\\|");
                    rows.add(new Row(Arrays.asList(columns[0].strip().split(" +")), columns[1].strip(), columns.length > 2 ? columns[2].strip() : ""));
                }
            }
            return List.copyOf(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
