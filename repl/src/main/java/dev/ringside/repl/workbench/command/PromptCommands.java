package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.render.JsonRenderer;
import dev.ringside.repl.workbench.render.TextRenderer;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.repl.workbench.shell.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The prompt's own commands: what others answer, kept, compared, as JSON; aliases, files of commands, the host. */
final class PromptCommands {
    private static final Parameter<Argument> NAME = Parameter.required("name", Kinds.WORD, "a name of your choice");
    private static final Parameter<Argument> OLD_NAME = Parameter.optional("name", Kinds.WORD, "the name; nothing: lists all");
    private static final Parameter<Argument> COMMAND = Parameter.required("command", Kinds.COMMAND, "a command");
    private static final Parameter<Argument> MEANING = Parameter.optional("= command", Kinds.TEXT, "what it stands for; nothing: no more");
    private static final Parameter<Argument> TEXT = Parameter.optional("text", Kinds.TEXT, "anything");
    private static final Parameter<Argument> PROGRAM = Parameter.required("program", Kinds.TEXT, "a line for the host's shell");
    private static final Parameter<Path> FILE = Parameter.required("file", Kinds.FILE, "a file of commands");

    private PromptCommands() {}

    /** Outputs that were saved. */
    private static final class Saved {
        private final Map<String, List<String>> outputs = new TreeMap<>();
    }

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("json", Group.PROMPT, "gives a command's answer as JSON").takes(COMMAND).onPrompt()
                .describe("Addresses are objects with their symbol, bits are strings \"0x...\", counts are numbers.")
                .example("json info registers eax esp").does(i -> Result.text(JsonRenderer.text(inner(i)))),
            CommandRow.named("save", Group.PROMPT, "keeps a command's output under a name").takes(NAME, COMMAND).onPrompt()
                .example("save before info registers").does(PromptCommands::save),
            CommandRow.named("diff", Group.PROMPT, "compares a command's output with one that was saved").takes(NAME, COMMAND).onPrompt()
                .describe("Lines that are gone begin with -, new ones with +. Nothing is shown when both are the same.")
                .example("diff before info registers", "save before info registers", "stepi").does(PromptCommands::diff),
            CommandRow.named("alias", Group.PROMPT, "gives the beginning of a command a name of your own; alone, lists them").takes(OLD_NAME, MEANING).onPrompt()
                .example("alias rr = info registers").example("alias").does(PromptCommands::alias),
            CommandRow.named("source", Group.PROMPT, "carries out the commands in a file, up to the first that fails").takes(FILE).onPrompt()
                .does(PromptCommands::source),
            CommandRow.named("echo", Group.PROMPT, "says a text").takes(TEXT).onPrompt().example("echo hello")
                .does(i -> Result.text(i.find(TEXT).map(Argument::text).orElse(""))),
            CommandRow.named("shell", Group.PROMPT, "runs a program of the host").alias("!").takes(PROGRAM).onPrompt().example("!echo hello")
                .does(PromptCommands::shell));
    }

    private static Result inner(Invocation invocation) {
        return invocation.workbench().executor().execute(invocation.get(COMMAND).text());
    }

    private static Result save(Invocation invocation) {
        List<String> lines = TextRenderer.plain(inner(invocation));
        invocation.workbench().part(Saved.class, Saved::new).outputs.put(invocation.get(NAME).text(), lines);
        return Result.line(Cell.text("saved"), Cell.count(lines.size()), Cell.text("lines as " + invocation.get(NAME).text()));
    }

    private static Result diff(Invocation invocation) {
        Saved saved = invocation.workbench().part(Saved.class, Saved::new);
        Argument name = invocation.get(NAME);
        List<String> before = saved.outputs.get(name.text());
        if (before == null) {
            throw name.expected(saved.outputs.isEmpty() ? "a name that was saved (none was)" : "one of " + String.join(", ", saved.outputs.keySet()));
        }
        return new Result.Lines(LineDifference.of(before, TextRenderer.plain(inner(invocation))));
    }

    private static Result alias(Invocation invocation) {
        var aliases = invocation.workbench().aliases();
        Optional<Argument> name = invocation.find(OLD_NAME);
        if (name.isEmpty()) {
            var table = Result.table("alias", "stands for");
            aliases.all().forEach((alias, text) -> table.row(Cell.text(alias, Style.KEYWORD), Cell.text(text)));
            return table.build();
        }
        String text = invocation.find(MEANING).map(Argument::text).orElse("").replaceFirst("^=\\s*", "");
        if (!name.get().text().matches("[A-Za-z_][\\w-]*")) {
            throw name.get().expected("a name of letters, digits, - and _");
        }
        if (text.isEmpty()) {
            if (!aliases.remove(name.get().text())) {
                throw name.get().expected("an alias");
            }
        } else {
            // What no command begins with is told now and not at the first use.
            invocation.workbench().executor().row(text);
            aliases.set(name.get().text(), text);
        }
        return Result.nothing();
    }

    private static Result source(Invocation invocation) {
        Shell.of(invocation.workbench()).source(invocation.get(FILE));
        return Result.nothing();
    }

    private static Result shell(Invocation invocation) {
        int code = Shell.of(invocation.workbench()).front().runProgram(invocation.get(PROGRAM).text(), Optional.empty());
        return code == 0 ? Result.nothing() : Result.line(Cell.text("exit code", Style.WARNING), Cell.count(code));
    }
}
