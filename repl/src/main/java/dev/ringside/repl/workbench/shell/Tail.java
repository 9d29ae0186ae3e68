package dev.ringside.repl.workbench.shell;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Executor;
import dev.ringside.repl.workbench.Kind;
import dev.ringside.repl.workbench.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a command's output goes: {@code COMMAND | PROGRAM}, {@code COMMAND > FILE}, {@code COMMAND >> FILE}. In a command that takes an
 * expression the same signs are operators. There the longest beginning of the line that makes a command is the command: {@code print a | b}
 * prints if {@code b} is a name, and pipes to the program {@code b} otherwise.
 *
 * @param command what is carried out
 * @param target where its output goes
 */
record Tail(String command, Target target) {
    /** Where output goes. */
    sealed interface Target {
        /** To the prompt. */
        record Screen() implements Target {}

        /** To a program, through the host's shell. */
        record Program(String text) implements Target {}

        /** To a file. */
        record ToFile(String name, boolean append) implements Target {}
    }

    private record Cut(int at, int length) {}

    /** Takes a line apart. */
    static Tail of(String line, Executor executor) {
        List<Cut> cuts = cuts(line);
        if (cuts.isEmpty() || line.isBlank() || keepsAll(line, executor)) {
            return new Tail(line, new Target.Screen());
        }
        if (!takesExpression(line, executor)) {
            return cut(line, cuts.getFirst());
        }
        CommandException first = null;
        for (int i = cuts.size(); i >= 0; i--) {
            Tail tail = i == cuts.size() ? new Tail(line, new Target.Screen()) : cut(line, cuts.get(i));
            try {
                executor.check(tail.command);
                return tail;
            } catch (CommandException e) {
                // The shortest beginning is what was meant if none makes sense.
                first = e;
            }
        }
        throw first;
    }

    private static boolean keepsAll(String line, Executor executor) {
        try {
            List<? extends Kind<?>> kinds = executor.row(line).parameters().stream().map(parameter -> parameter.kind()).toList();
            return !kinds.isEmpty() && kinds.getLast() == Kinds.TEXT;
        } catch (CommandException e) {
            return false;
        }
    }

    /** Whether the command, or the one that it is to carry out, takes an expression. */
    private static boolean takesExpression(String line, Executor executor) {
        try {
            CommandRow row = executor.row(line);
            if (row.parameters().stream().anyMatch(parameter -> parameter.kind() == Kinds.COMMAND)) {
                return executor.innerRow(line).map(inner -> inner.takesExpressions()).orElse(false);
            }
            return row.takesExpressions();
        } catch (CommandException e) {
            return false;
        }
    }

    private static Tail cut(String line, Cut cut) {
        String rest = line.substring(cut.at + cut.length).strip();
        boolean pipe = line.charAt(cut.at) == '|';
        if (rest.isEmpty()) {
            throw new CommandException(line.length() + 1, pipe ? "expected a program" : "expected a file's name");
        }
        Target target = pipe ? new Target.Program(rest) : new Target.ToFile(unquoted(rest), cut.length == 2);
        return new Tail(line.substring(0, cut.at).stripTrailing(), target);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.charAt(0) == '"' && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** The places outside quotes and brackets where a pipe or a redirection may begin. */
    private static List<Cut> cuts(String line) {
        var cuts = new ArrayList<Cut>();
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' || c == '\'') {
                int end = line.indexOf(c, i + 1);
                i = end < 0 ? i : end;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (depth <= 0 && (c == '|' || c == '>') && i > 0) {
                int length = line.startsWith(String.valueOf(c).repeat(2), i) ? 2 : 1;
                boolean operator = c == '|' && length == 2 || i + length < line.length() && line.charAt(i + length) == '=';
                if (!operator && line.charAt(i - 1) != '-') {
                    cuts.add(new Cut(i, length));
                }
                i += length - 1;
            }
        }
        return cuts;
    }

    /** Where output goes, if not to the prompt. */
    Optional<Target> elsewhere() {
        return target instanceof Target.Screen ? Optional.empty() : Optional.of(target);
    }
}
