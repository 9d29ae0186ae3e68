package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.CommandTable;
import dev.ringside.repl.workbench.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands as a page, made of their rows. */
public final class ReferencePage {
    private ReferencePage() {}

    /** A line for each command, by chapters. */
    public static List<String> list(CommandTable table) {
        var lines = new ArrayList<String>();
        for (Group group : Group.values()) {
            List<CommandRow> rows = table.rows(group);
            if (!rows.isEmpty()) {
                lines.add(group.title());
                rows.forEach(row -> lines.add("  %-34s %s".formatted(row.synopsis(), row.summary())));
                lines.add("");
            }
        }
        return lines;
    }

    /** Everything about each command, as Markdown. */
    public static List<String> markdown(CommandTable table) {
        var lines = new ArrayList<String>();
        lines.add("# Commands of the REPL");
        for (Group group : Group.values()) {
            List<CommandRow> rows = table.rows(group);
            if (!rows.isEmpty()) {
                lines.addAll(List.of("", "## " + group.title()));
                rows.forEach(row -> add(row, lines));
            }
        }
        return lines;
    }

    private static void add(CommandRow row, List<String> lines) {
        lines.addAll(List.of("", "### " + row.name(), "", "    " + row.synopsis(), "", sentence(row)));
        row.parameters().forEach(parameter -> lines.add("- `" + parameter.name().toUpperCase(Locale.ROOT) + "`: " + parameter.help()));
        if (!row.description().isEmpty()) {
            lines.add("");
            row.description().lines().forEach(line -> lines.add("    " + line));
        }
        if (!row.examples().isEmpty()) {
            lines.add("");
            lines.add("Examples: " + String.join(", ", row.examples().stream().map(example -> "`" + example.line() + "`").toList()));
        }
    }

    private static String sentence(CommandRow row) {
        String summary = Character.toUpperCase(row.summary().charAt(0)) + row.summary().substring(1) + ".";
        return row.aliases().isEmpty() ? summary : summary + " Also: " + String.join(", ", row.aliases()) + ".";
    }
}
