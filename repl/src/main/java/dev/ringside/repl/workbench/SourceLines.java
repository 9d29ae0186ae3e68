package dev.ringside.repl.workbench;

import dev.ringside.repl.workbench.Program.SourcePlace;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of source files. Where the file is not there, its name and line are told all the same. */
public final class SourceLines {
    private static final long LARGEST_FILE = 64 << 20;

    private SourceLines() {}

    /** The lines from {@code around} before a place to as many behind it, that of the place marked. */
    public static Result around(SourcePlace place, int around) {
        return from(place, Math.max(1, place.line() - around), 2 * around + 1);
    }

    /** {@code count} lines from line {@code first} on; that of {@code place} is marked. */
    public static Result from(SourcePlace place, int first, int count) {
        List<String> lines = read(place.file(), first, count);
        if (lines.isEmpty()) {
            return Result.line(Cell.text(place.file() + ":" + place.line()), Cell.text("(the file is not here)", Style.REMARK));
        }
        var table = Result.table("", "", "");
        for (int i = 0; i < lines.size(); i++) {
            boolean here = first + i == place.line();
            table.row(Cell.text(here ? "=>" : "", Style.CURRENT), Cell.count(first + i).marked(Style.REMARK),
                Cell.text(lines.get(i).replace("\t", "    "), here ? Style.CURRENT : Style.PLAIN));
        }
        return table.build();
    }

    private static List<String> read(String file, int first, int count) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST_FILE) {
                return List.of();
            }
            var lines = new ArrayList<String>();
            try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
                String line = in.readLine();
                for (int number = 1; line != null && lines.size() < count; number++, line = in.readLine()) {
                    if (number >= first) {
                        lines.add(line);
                    }
                }
            }
            return lines;
        } catch (IOException | InvalidPathException e) {
            // As if it were not there: where it is said to be, is shown.
            return List.of();
        }
    }
}
