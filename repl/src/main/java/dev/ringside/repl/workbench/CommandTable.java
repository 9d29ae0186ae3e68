package dev.ringside.repl.workbench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All commands by name. A name may be shortened to any beginning that no other command has; the second word of a family whose first word
 * is a command of its own ({@code hypercalls histogram}) may not, since it could be an argument.
 */
public final class CommandTable {
    /** Families by their short first words, as gdb has them. */
    private static final Map<String, String> SHORT_FAMILIES = Map.of("i", "info");

    private final List<CommandRow> rows;
    private final Map<String, CommandRow> byName = new LinkedHashMap<>();
    private final Map<String, List<CommandRow>> families = new LinkedHashMap<>();

    /**
     * A table of these rows.
     *
     * @throws IllegalArgumentException when two commands have a name in common
     */
    public CommandTable(List<CommandRow> rows) {
        this.rows = List.copyOf(rows);
        for (CommandRow row : rows) {
            enter(row.name(), row);
            row.aliases().forEach(alias -> enter(alias, row));
            families.computeIfAbsent(row.family(), _ -> new ArrayList<>()).add(row);
        }
    }

    private void enter(String name, CommandRow row) {
        if (byName.put(name, row) != null) {
            throw new IllegalArgumentException("two commands are called " + name);
        }
    }

    /** The rows, in the order they were given. */
    public List<CommandRow> rows() {
        return rows;
    }

    /** The rows of a chapter, by name. */
    public List<CommandRow> rows(Group group) {
        return rows.stream().filter(row -> row.group() == group).toList();
    }

    /**
     * A command found at the beginning of a line.
     *
     * @param row the command
     * @param end index in the line behind its name
     */
    public record Match(CommandRow row, int end) {}

    /**
     * The command that a line begins with.
     *
     * @param line not empty
     * @throws CommandException when there is none, or several begin so
     */
    public Match match(String line) {
        int start = skipBlanks(line, 0);
        int end = nameEnd(line, start);
        String first = line.substring(start, end);
        int secondStart = skipBlanks(line, end);
        int secondEnd = nameEnd(line, secondStart);
        String second = secondStart > end ? line.substring(secondStart, secondEnd) : "";
        CommandRow both = byName.get(first + " " + second);
        if (both != null) {
            return new Match(both, secondEnd);
        }
        CommandRow exact = byName.get(first);
        if (exact != null) {
            return new Match(exact, end);
        }
        String family = family(first, start);
        Optional<CommandRow> bare = Optional.ofNullable(byName.get(family));
        List<CommandRow> members = families.getOrDefault(family, List.of()).stream().filter(row -> !row.name().equals(family)).toList();
        Optional<CommandRow> member = member(members, second, bare.isPresent(), family, secondStart);
        if (member.isPresent()) {
            return new Match(member.get(), secondEnd);
        }
        return new Match(bare.orElseThrow(() -> new CommandException(secondStart + 1, "expected what to " + family + ": " + secondWords(members))), end);
    }

    /** The whole first word that {@code typed} stands for: the name of a command or a family. */
    private String family(String typed, int start) {
        if (families.containsKey(typed)) {
            return typed;
        }
        if (SHORT_FAMILIES.containsKey(typed) && families.containsKey(SHORT_FAMILIES.get(typed))) {
            return SHORT_FAMILIES.get(typed);
        }
        Set<String> candidates = new LinkedHashSet<>();
        families.keySet().stream().filter(name -> !typed.isEmpty() && name.startsWith(typed)).forEach(candidates::add);
        if (candidates.isEmpty()) {
            byName.keySet().stream().filter(name -> !typed.isEmpty() && name.startsWith(typed)).map(name -> byName.get(name).name())
                .forEach(candidates::add);
        }
        if (candidates.size() == 1) {
            return candidates.iterator().next();
        }
        throw new CommandException(start + 1, candidates.isEmpty() ? "expected a command, found '" + typed + "' (see help)"
            : "'" + typed + "' may be " + String.join(", ", candidates));
    }

    private static Optional<CommandRow> member(List<CommandRow> members, String typed, boolean exactOnly, String family, int start) {
        if (typed.isEmpty() || members.isEmpty()) {
            return Optional.empty();
        }
        String whole = family + " " + typed;
        List<CommandRow> found = members.stream().filter(row -> row.name().equals(whole) || row.aliases().contains(whole)).toList();
        if (found.isEmpty() && !exactOnly) {
            found = members.stream().filter(row -> row.name().startsWith(whole)
                || row.aliases().stream().anyMatch(alias -> alias.startsWith(whole))).toList();
        }
        if (found.size() > 1 || found.isEmpty() && !exactOnly) {
            throw new CommandException(start + 1, found.isEmpty() ? "expected what to " + family + ", found '" + typed + "': " + secondWords(members)
                : "'" + typed + "' may be " + secondWords(found));
        }
        return found.stream().findFirst();
    }

    private static String secondWords(List<CommandRow> rows) {
        return rows.stream().map(row -> row.name().substring(row.name().indexOf(' ') + 1)).collect(Collectors.joining(", "));
    }

    /** First words and aliases that begin with {@code typed}, with what they do. */
    List<Candidate> firstWords(String typed) {
        var found = new LinkedHashMap<String, String>();
        families.forEach((family, members) -> {
            if (family.startsWith(typed)) {
                found.put(family, byName.containsKey(family) ? byName.get(family).summary() : secondWords(members));
            }
        });
        return found.entrySet().stream().map(entry -> Candidate.of(entry.getKey(), entry.getValue())).toList();
    }

    /** Second words of a family that begin with {@code typed}; none for what is no family. */
    List<Candidate> secondWords(String family, String typed) {
        String whole = SHORT_FAMILIES.getOrDefault(family, family);
        return families.getOrDefault(whole, Collections.emptyList()).stream().filter(row -> row.name().startsWith(whole + " " + typed))
            .map(row -> Candidate.of(row.name().substring(whole.length() + 1), row.summary())).toList();
    }

    static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Behind a word of letters, digits, hyphens and underlines; or behind one other character. */
    static int nameEnd(String line, int from) {
        int at = from;
        while (at < line.length() && (Character.isLetterOrDigit(line.charAt(at)) || "-_".indexOf(line.charAt(at)) >= 0)) {
            at++;
        }
        return at == from && at < line.length() && !Character.isWhitespace(line.charAt(at)) ? at + 1 : at;
    }
}
