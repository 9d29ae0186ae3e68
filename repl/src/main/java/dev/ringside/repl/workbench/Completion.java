package dev.ringside.repl.workbench;

import dev.ringside.repl.workbench.Arguments.Given;
import java.util.ArrayList;
import java.util.List;

/** What may stand at the end of an unfinished line. May ask for the guest's names, and so belongs to the machine's thread. */
public final class Completion {
    private final Workbench workbench;

    /** Completion for a workbench. */
    public Completion(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * The words that fit.
     *
     * @param from index in the line where the word begins that they replace
     */
    public record Found(int from, List<Candidate> candidates) {}

    /** What fits at the end of {@code line}, which is what stands before the cursor. */
    public Found at(String line) {
        int start = CommandTable.skipBlanks(line, 0);
        int end = CommandTable.nameEnd(line, start);
        if (end == line.length()) {
            List<Candidate> words = new ArrayList<>(workbench.commands().firstWords(line.substring(start)));
            workbench.aliases().all().forEach((name, text) -> {
                if (name.startsWith(line.substring(start))) {
                    words.add(Candidate.of(name, text));
                }
            });
            return new Found(start, words);
        }
        int secondStart = CommandTable.skipBlanks(line, end);
        if (CommandTable.nameEnd(line, secondStart) == line.length() && secondStart > end) {
            List<Candidate> second = workbench.commands().secondWords(line.substring(start, end), line.substring(secondStart));
            if (!second.isEmpty()) {
                return new Found(secondStart, second);
            }
        }
        return ofArguments(line);
    }

    private Found ofArguments(String line) {
        try {
            String expanded = workbench.aliases().expand(line);
            CommandTable.Match match = workbench.commands().match(expanded);
            int from = match.end();
            while (from < expanded.length() && !Character.isWhitespace(expanded.charAt(from))) {
                from++;
            }
            Found found = ofArguments(match.row(), expanded, from);
            // The user sees the line as it was typed, and aliases stand at its beginning.
            return new Found(found.from() - expanded.length() + line.length(), found.candidates());
        } catch (CommandException e) {
            return new Found(line.length(), List.of());
        }
    }

    private Found ofArguments(CommandRow row, String line, int from) {
        List<Given> given = Arguments.begun(row, line, from);
        boolean within = !given.isEmpty() && !Character.isWhitespace(line.charAt(line.length() - 1));
        if (within || !given.isEmpty() && given.getLast().parameter().kind().extent() != Kind.Extent.WORD && isLast(row, given.getLast().parameter())) {
            Given last = given.getLast();
            int start = last.argument().column() - 1;
            return ofArgument(last.parameter(), line.substring(Math.min(start, line.length())), Math.min(start, line.length()));
        }
        int next = given.isEmpty() ? 0 : row.parameters().indexOf(given.getLast().parameter())
            + (given.getLast().parameter().presence() == Parameter.Presence.REPEATED ? 0 : 1);
        return next < row.parameters().size() ? ofArgument(row.parameters().get(next), "", line.length()) : new Found(line.length(), List.of());
    }

    private static boolean isLast(CommandRow row, Parameter<?> parameter) {
        return row.parameters().getLast().equals(parameter);
    }

    private Found ofArgument(Parameter<?> parameter, String typed, int from) {
        if (parameter.kind() == Kinds.COMMAND) {
            Found inner = at(typed);
            return new Found(from + inner.from(), inner.candidates());
        }
        int start = parameter.kind().wordStart(typed);
        return new Found(from + start, parameter.kind().complete(typed.substring(start), workbench));
    }
}
