package dev.ringside.repl.workbench;

import dev.ringside.repl.workbench.Arguments.Given;
import dev.ringside.repl.workbench.CommandRow.Place;
import dev.ringside.repl.workbench.CommandTable.Match;
import dev.ringside.repl.workbench.result.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Carries out one command, from its text to its result, on the thread that its row asks for. */
public final class Executor {
    private final Workbench workbench;

    Executor(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * Carries out a command without a body.
     *
     * @param line the command, without pipe or redirection; an empty one does nothing
     * @throws CommandException when it cannot be carried out
     */
    public Result execute(String line) {
        return execute(line, List.of());
    }

    /** Carries out a command with the lines that belong to it. */
    public Result execute(String line, List<String> body) {
        if (line.isBlank()) {
            return Result.nothing();
        }
        String expanded = workbench.aliases().expand(line);
        Match match = match(expanded);
        if (match.row().place() == Place.MACHINE) {
            return workbench.machine().call(() -> match.row().action().carryOut(invocation(match, expanded, body)));
        }
        return match.row().action().carryOut(prepared(match, expanded, body));
    }

    /** The row of the command that a line begins with, its aliases replaced; empty lines have none. */
    public CommandRow row(String line) {
        return match(workbench.aliases().expand(line)).row();
    }

    /** The row of the command that a line's command is to carry out, as in {@code json print rip}. */
    public Optional<CommandRow> innerRow(String line) {
        String expanded = workbench.aliases().expand(line);
        return Arguments.begun(match(expanded).row(), expanded, match(expanded).end()).stream()
            .filter(given -> given.parameter().kind() == Kinds.COMMAND && !given.argument().text().isBlank())
            .findFirst().map(given -> row(given.argument().text()));
    }

    /** A new line begins: Ctrl-C of the one before is forgotten. */
    public void begin() {
        workbench.cancellation().begin();
    }

    /**
     * Whether a line is a command whose arguments can be read, its expressions not evaluated.
     *
     * @throws CommandException when not, saying why
     */
    public void check(String line) {
        String expanded = workbench.aliases().expand(line);
        Match match = match(expanded);
        List<Given> given = given(match, expanded);
        onTheRightThread(given, () -> {
            for (Given one : given) {
                if (one.parameter().kind() == Kinds.COMMAND) {
                    check(one.argument().text());
                } else {
                    one.parameter().kind().check(one.argument(), workbench);
                }
            }
            return null;
        });
    }

    private Match match(String line) {
        return workbench.commands().match(line);
    }

    private Invocation prepared(Match match, String line, List<String> body) {
        return onTheRightThread(given(match, line), () -> invocation(match, line, body));
    }

    private <T> T onTheRightThread(List<Given> given, Supplier<T> task) {
        boolean live = given.stream().anyMatch(one -> one.parameter().kind().live() || one.parameter().kind() == Kinds.COMMAND);
        return live ? workbench.machine().call(task) : task.get();
    }

    private Invocation invocation(Match match, String line, List<String> body) {
        Map<Parameter<?>, List<Object>> values = new LinkedHashMap<>();
        for (Given one : given(match, line)) {
            values.computeIfAbsent(one.parameter(), _ -> new ArrayList<>()).add(one.parameter().kind().parse(one.argument(), workbench));
        }
        return new Invocation(workbench, match.row(), format(match, line), values, body);
    }

    private static List<Given> given(Match match, String line) {
        Argument format = format(match, line);
        int from = match.end() + (format.text().isEmpty() ? 0 : 1 + format.text().length());
        if (from < line.length() && !Character.isWhitespace(line.charAt(from)) && Character.isLetterOrDigit(line.charAt(match.end() - 1))
            && "*\"'($-+~".indexOf(line.charAt(from)) < 0) {
            throw new CommandException(from + 1, "expected a blank behind " + match.row().name() + ", found '" + line.charAt(from) + "'");
        }
        return Arguments.split(match.row(), line, from);
    }

    /** The letters behind a slash right behind the name. */
    private static Argument format(Match match, String line) {
        int slash = match.end();
        if (!match.row().format() || slash >= line.length() || line.charAt(slash) != '/') {
            return new Argument("", slash + 1);
        }
        int end = slash + 1;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return new Argument(line.substring(slash + 1, end), slash + 2);
    }
}
