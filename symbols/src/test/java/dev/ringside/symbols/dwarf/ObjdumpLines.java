package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.Tool;
import dev.ringside.symbols.sections.SectionBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of line tables as {@code objdump --dwarf=decodedline} prints them: file's name, line, address, mark of a statement. */
final class ObjdumpLines {
    private static final Pattern ROW = Pattern.compile("(\\S.*?) +(\\d+) +(0x[0-9a-f]+|0)(?: +\\d+)?( +x)?\\s*");
    /** objdump keeps the end of longer names. */
    private static final int LONGEST_NAME = 30;

    private ObjdumpLines() {}

    static List<String> expected(Path file) throws Exception {
        List<String> rows = new ArrayList<>();
        for (String line : Tool.lines("objdump", "--dwarf=decodedline", file.toString())) {
            if (line.startsWith("Contents of the .debug_line")) {
                // What a separate file says comes first, and has been loaded by the file's build id; this file's own comes last.
                rows.clear();
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row(row.group(1), Integer.parseInt(row.group(2)), Long.decode(row.group(3)), row.group(4) != null));
            }
        }
        return rows;
    }

    static List<String> found(SectionBytes sections) {
        List<String> rows = new ArrayList<>();
        SourceLines.read(sections).forEach(r -> rows.add(row(r.file().substring(r.file().lastIndexOf('/') + 1), r.line(), r.address(), r.isStatement())));
        return rows;
    }

    private static String row(String name, int line, long address, boolean isStatement) {
        String end = name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
        return end + ":" + line + " 0x" + Long.toHexString(address) + (isStatement ? " x" : "");
    }
}
