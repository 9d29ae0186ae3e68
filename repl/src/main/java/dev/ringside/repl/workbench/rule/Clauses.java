package dev.ringside.repl.workbench.rule;

import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cuts the text of a rule into its clauses and those into parts, quotes and brackets kept whole. */
final class Clauses {
    private static final Set<String> KEYWORDS = Set.of("if", "in", "do");

    private Clauses() {}

    /** The clauses by their keywords; the first has none. */
    static Map<String, Argument> of(Argument text) {
        var clauses = new LinkedHashMap<String, Argument>();
        String keyword = "";
        int start = 0;
        for (int at : boundaries(text.text(), " ")) {
            int end = wordEnd(text.text(), at + 1);
            String word = text.text().substring(at + 1, end);
            if (KEYWORDS.contains(word)) {
                put(clauses, keyword, part(text, start, at));
                keyword = word;
                start = end;
            }
        }
        put(clauses, keyword, part(text, start, text.text().length()));
        return clauses;
    }

    private static void put(Map<String, Argument> clauses, String keyword, Argument clause) {
        if (clauses.put(keyword, clause) != null) {
            throw new CommandException(clause.column(), "expected one '" + keyword + "', found another");
        }
        if (clause.text().isEmpty() && !keyword.isEmpty()) {
            throw new CommandException(clause.column(), "expected something behind '" + keyword + "'");
        }
    }

    /** The parts between separators, blanks around them left out. */
    static List<Argument> parts(Argument text, String separator) {
        var parts = new ArrayList<Argument>();
        int start = 0;
        for (int at : boundaries(text.text(), separator)) {
            parts.add(part(text, start, at));
            start = at + separator.length();
        }
        parts.add(part(text, start, text.text().length()));
        return parts.stream().filter(part -> !part.text().isEmpty()).toList();
    }

    /** The first word and what is behind it. */
    static List<Argument> headAndRest(Argument text) {
        int end = wordEnd(text.text(), 0);
        return List.of(part(text, 0, end), part(text, end, text.text().length()));
    }

    /** What stands before and behind a separator, if it is there. */
    static Optional<List<Argument>> around(Argument text, String separator) {
        List<Integer> at = boundaries(text.text(), separator);
        return at.isEmpty() ? Optional.empty()
            : Optional.of(List.of(part(text, 0, at.getFirst()), part(text, at.getFirst() + separator.length(), text.text().length())));
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static Argument part(Argument text, int from, int to) {
        String raw = text.text().substring(from, Math.max(from, to));
        int blanks = raw.length() - raw.stripLeading().length();
        return new Argument(raw.strip(), text.column() + from + blanks);
    }

    /** Where the separator stands outside quotes and brackets. */
    private static List<Integer> boundaries(String text, String separator) {
        var found = new ArrayList<Integer>();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = closing(text, i);
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (depth <= 0 && text.startsWith(separator, i)) {
                found.add(i);
                i += separator.length() - 1;
            }
        }
        return found;
    }

    private static int closing(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(open)) {
                return i;
            }
        }
        return text.length() - 1;
    }
}
