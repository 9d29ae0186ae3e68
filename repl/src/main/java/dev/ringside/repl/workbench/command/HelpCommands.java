package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.CommandTable;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.Example;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code help} and {@code apropos}, made of the rows of all commands. */
final class HelpCommands {
    private static final Parameter<Argument> COMMAND = Parameter.optional("command", Kinds.COMMAND, "what to tell about");
    private static final Parameter<Argument> TEXT = Parameter.required("text", Kinds.TEXT, "a word to look for");

    private HelpCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("help", Group.PROMPT, "lists the commands, or tells about one").alias("h", "?").takes(COMMAND).onPrompt()
                .example("help").example("help x").does(HelpCommands::help),
            CommandRow.named("apropos", Group.PROMPT, "lists the commands whose help has a word").takes(TEXT).onPrompt()
                .example("apropos memory").does(HelpCommands::apropos));
    }

    private static Result help(Invocation invocation) {
        CommandTable table = invocation.workbench().commands();
        if (invocation.find(COMMAND).isEmpty()) {
            return new Result.Sections(Stream.of(Group.values()).filter(group -> !table.rows(group).isEmpty())
                .map(group -> new Result.Section(group.title(), list(table.rows(group)))).toList());
        }
        Argument asked = invocation.get(COMMAND);
        List<CommandRow> family = table.rows().stream().filter(row -> row.name().startsWith(asked.text() + " ")).toList();
        try {
            return page(invocation.workbench().executor().row(asked.text()));
        } catch (CommandException e) {
            if (family.isEmpty()) {
                throw e;
            }
            return list(family);
        }
    }

    private static Result page(CommandRow row) {
        var lines = new ArrayList<Cell>();
        lines.add(Cell.text(row.synopsis(), Style.KEYWORD));
        lines.add(Cell.text("  " + row.summary()));
        if (!row.aliases().isEmpty()) {
            lines.add(Cell.text("  also: " + String.join(", ", row.aliases())));
        }
        row.parameters().forEach(parameter -> lines.add(Cell.text("  " + parameter.name().toUpperCase(Locale.ROOT) + ": " + parameter.help())));
        if (!row.description().isEmpty()) {
            lines.add(Cell.text(""));
            row.description().lines().forEach(line -> lines.add(Cell.text(line)));
        }
        if (!row.examples().isEmpty()) {
            lines.add(Cell.text(""));
            row.examples().stream().map(Example::line).forEach(line -> lines.add(Cell.text("  " + line, Style.STRING)));
        }
        return new Result.Lines(lines);
    }

    private static Result apropos(Invocation invocation) {
        String word = invocation.get(TEXT).text().toLowerCase(Locale.ROOT);
        List<CommandRow> found = invocation.workbench().commands().rows().stream().filter(row -> has(row, word)).toList();
        if (found.isEmpty()) {
            throw new CommandException("no command's help has '" + word + "'");
        }
        return list(found);
    }

    private static boolean has(CommandRow row, String word) {
        return Arrays.asList(row.name(), String.join(" ", row.aliases()), row.summary(), row.description()).stream()
            .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
    }

    private static Result list(List<CommandRow> rows) {
        var table = Result.table("", "");
        rows.forEach(row -> table.row(Cell.text(row.name(), Style.KEYWORD), Cell.text(row.summary())));
        return table.build();
    }
}
