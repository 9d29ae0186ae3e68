package dev.ringside.symbols.unwind.cfi;

import dev.ringside.symbols.Tool;
import dev.ringside.symbols.unwind.GeneralRegister;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of call frame information as lines, ours and those of {@code readelf --debug-dump=frames-interp}: address, CFA, registers that have rules. */
final class ReadelfRows {
    private ReadelfRows() {}

    /** The rows of all functions that readelf prints rows for, each after a line that names the function's range. */
    static List<String> expected(Path file) throws Exception {
        List<String> rows = new ArrayList<>();
        String[] columns = {};
        boolean function = false;
        String range = "";
        for (String line : Tool.lines("readelf", "--debug-dump=no-follow-links", "--debug-dump=frames-interp", "-W", file.toString())) {
            String[] words = line.strip().replaceAll(" \\([a-z0-9]+\\)", "").split(" +");
            if (line.startsWith("Contents of ")) {
                rows.add(words[3]);
            } else if (line.contains(" CIE ")) {
                function = false;
            } else if (line.contains(" FDE ")) {
                function = true;
                range = words[words.length - 1];
            } else if (function && words[0].equals("LOC")) {
                rows.add(range);
                columns = words;
            } else if (function && !line.endsWith("terminator") && words.length > 1 && words[0].matches("[0-9a-f]{8,16}")) {
                rows.add(row(words, columns));
            }
        }
        return rows;
    }

    private static String row(String[] words, String[] columns) {
        var row = new StringBuilder(words[0].replaceFirst("^0+(?=.)", "")).append(' ').append(words[1]);
        for (int i = 2; i < words.length; i++) {
            if (!words[i].equals("u")) {
                row.append(' ').append(columns[i]).append('=').append(words[i]);
            }
        }
        return row.toString();
    }

    /** Ours, of a section. */
    static List<String> found(CallFrameInfo info) {
        List<String> rows = new ArrayList<>();
        var section = info.section();
        rows.add(section.kind().section);
        List<FunctionEntry> inFile = info.functions().stream().sorted((a, b) -> Long.compare(a.offset(), b.offset())).toList();
        String format = section.addressSize() == 8 ? "pc=%016x..%016x" : "pc=%08x..%08x";
        for (FunctionEntry function : inFile) {
            List<String> lines = new ArrayList<>();
            FrameProgram.run(section, function, (from, _, row) -> lines.add(line(from, row, info.width(), function.common())));
            // A function without instructions of its own has the one row of its CIE, which readelf does not print again.
            if (hasInstructions(section, function)) {
                rows.add(String.format(Locale.ROOT, format, function.start(), section.truncated(function.start() + function.size())));
                rows.addAll(lines);
            }
        }
        return rows;
    }

    private static boolean hasInstructions(FrameSection section, FunctionEntry function) {
        for (long at = function.program(); at < function.end(); at++) {
            if (section.bytes().u8(at, "instruction") != 0) {
                return true;
            }
        }
        return false;
    }

    private static String line(long from, FrameRow row, int width, CommonEntry common) {
        var line = new StringBuilder(Long.toHexString(from)).append(' ');
        line.append(row.cfaExpression != null ? "exp" : name(row.cfaRegister, width, common) + String.format("%+d", row.cfaOffset));
        row.rules().forEach((number, rule) -> {
            String text = text(rule, width, common);
            if (!text.equals("u")) {
                line.append(' ').append(name(number, width, common)).append('=').append(text);
            }
        });
        return line.toString();
    }

    private static String name(int number, int width, CommonEntry common) {
        return number == common.returnColumn() ? "ra" : GeneralRegister.ofDwarf(width, number).map(r -> r.name(width)).orElse("r" + number);
    }

    private static String text(RegisterRule rule, int width, CommonEntry common) {
        return switch (rule) {
            case RegisterRule.Undefined _ -> "u";
            case RegisterRule.Same _ -> "s";
            case RegisterRule.Offset(long offset) -> String.format("c%+d", offset);
            case RegisterRule.ValueOffset(long offset) -> String.format("v%+d", offset);
            case RegisterRule.Register(int number) -> "r" + number;
            case RegisterRule.At _ -> "exp";
            case RegisterRule.Value _ -> "vexp";
        };
    }
}
