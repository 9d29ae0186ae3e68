package dev.ringside.emulator.isa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The list of differences to objdump that have a reason, and how often each was met. */
final class AcceptedDifferences {
    private record Entry(List<String> modes, Pattern row, Pattern text, String reason) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> met = new TreeMap<>();

    AcceptedDifferences() {
        try (InputStream in = AcceptedDifferences.class.getResourceAsStream("objdump-differences.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                if (RowParser.isRow(line)) {
                    String[] columns = line.split(" \\| ");
                    entries.add(new Entry(List.of(columns[0].strip().split(" ")), Pattern.compile(columns[1].strip()),
                            Pattern.compile(columns[2].strip()), columns[3].strip()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether the list has a reason for what objdump printed.
     *
     * @param rowName name of the row that we decoded, or INVALID_VEX
     */
    boolean explain(int mode, String rowName, String objdump) {
        for (Entry entry : entries) {
            if (entry.modes.contains(String.valueOf(mode)) && entry.row.matcher(rowName).matches()
                    && entry.text.matcher(objdump).find()) {
                met.merge(entry.reason, 1, Integer::sum);
                return true;
            }
        }
        return false;
    }

    /** How often each reason was needed. */
    Map<String, Integer> met() {
        return met;
    }
}
