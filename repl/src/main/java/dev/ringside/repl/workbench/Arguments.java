package dev.ringside.repl.workbench;

import dev.ringside.repl.workbench.Parameter.Presence;
import java.util.ArrayList;
import java.util.List;

/** Cuts a line's arguments apart, parameter by parameter. Knows no values: those are the kinds' business. */
final class Arguments {
    /** A parameter with its text. */
    record Given(Parameter<?> parameter, Argument argument) {}

    private final CommandRow row;
    private final String line;
    private int at;
    private final List<Given> given = new ArrayList<>();

    private Arguments(CommandRow row, String line, int from) {
        this.row = row;
        this.line = line;
        at = from;
    }

    /**
     * The arguments of a command.
     *
     * @param from index in {@code line} behind the command's name and format
     * @throws CommandException when a required one is missing, or there is more than the command takes
     */
    static List<Given> split(CommandRow row, String line, int from) {
        var arguments = new Arguments(row, line, from);
        arguments.take(false);
        return arguments.given;
    }

    /** As {@link #split}, but what is missing at the end is no mistake: somebody is still typing. */
    static List<Given> begun(CommandRow row, String line, int from) {
        var arguments = new Arguments(row, line, from);
        arguments.take(true);
        return arguments.given;
    }

    private void take(boolean typing) {
        List<Parameter<?>> parameters = row.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter<?> parameter = parameters.get(i);
            do {
                skipBlanks(!given.isEmpty());
            } while (takeOne(parameter, parameters.subList(i + 1, parameters.size()), typing) && parameter.presence() == Presence.REPEATED);
        }
        skipBlanks(false);
        if (at < line.length() && !typing) {
            throw new CommandException(at + 1, "'" + line.substring(at) + "' is more than " + row.name() + " takes: " + row.synopsis());
        }
    }

    private void skipBlanks(boolean comma) {
        boolean commaAllowed = comma;
        while (at < line.length() && (Character.isWhitespace(line.charAt(at)) || commaAllowed && line.charAt(at) == ',')) {
            commaAllowed &= line.charAt(at) != ',';
            at++;
        }
    }

    /** Takes the text of one parameter, if there is some. */
    private boolean takeOne(Parameter<?> parameter, List<Parameter<?>> later, boolean typing) {
        boolean missing = at >= line.length();
        if (!missing && !parameter.keyword().isEmpty()) {
            missing = !keywordAt(at, parameter.keyword());
            at += missing ? 0 : parameter.keyword().length();
            skipBlanks(false);
        } else if (!missing) {
            missing = parameter.presence() == Presence.OPTIONAL && later.stream().anyMatch(next -> keywordAt(at, next.keyword()));
        }
        if (missing) {
            if (parameter.presence() == Presence.REQUIRED && !typing) {
                throw new CommandException(line.length() + 1, "expected " + parameter.synopsis() + " (" + parameter.help() + "): " + row.synopsis());
            }
            return false;
        }
        int start = at;
        String text = switch (parameter.kind().extent()) {
            case REST -> restText();
            case WORD -> wordText();
            case EXPRESSION -> expressionText(later, parameter.presence() == Presence.REPEATED);
        };
        given.add(new Given(parameter, new Argument(text, start + 1)));
        return true;
    }

    private boolean keywordAt(int index, String keyword) {
        int end = index + keyword.length();
        return !keyword.isEmpty() && line.startsWith(keyword, index) && (end == line.length() || Character.isWhitespace(line.charAt(end)));
    }

    private String restText() {
        String rest = line.substring(at).stripTrailing();
        at = line.length();
        return rest;
    }

    private String wordText() {
        char quote = line.charAt(at);
        if (quote == '"' || quote == '\'') {
            int end = line.indexOf(quote, at + 1);
            if (end >= 0 && (end + 1 == line.length() || Character.isWhitespace(line.charAt(end + 1)))) {
                String inside = line.substring(at + 1, end);
                at = end + 1;
                return inside;
            }
        }
        int start = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    /** What later parameters begin with ends it: the keyword of one, or a blank or comma where one without a keyword may follow. */
    private String expressionText(List<Parameter<?>> later, boolean repeated) {
        boolean blankEnds = repeated || later.stream().anyMatch(next -> next.keyword().isEmpty());
        int start = at;
        int end = at;
        int depth = 0;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"' || c == '\'') {
                at = closingQuote(at);
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (depth <= 0 && (Character.isWhitespace(c) || c == ',')) {
                int next = at + 1;
                boolean keyword = later.stream().anyMatch(parameter -> keywordAt(next, parameter.keyword()));
                if (keyword || blankEnds) {
                    break;
                }
            }
            end = at + 1;
        }
        return line.substring(start, Math.min(end, line.length())).strip();
    }

    private int closingQuote(int open) {
        for (int i = open + 1; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == line.charAt(open)) {
                return i;
            }
        }
        return line.length() - 1;
    }
}
