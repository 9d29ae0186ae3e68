package dev.ringside.repl.workbench;

import java.util.SortedMap;
import java.util.TreeMap;

/** The user's own names for beginnings of commands. */
public final class Aliases {
    private static final int DEEPEST = 16;

    private final SortedMap<String, String> texts = new TreeMap<>();

    /** {@code name} stands for {@code text} from now on. */
    public void set(String name, String text) {
        texts.put(name, text);
    }

    /** Whether there was such a name; now there is none. */
    public boolean remove(String name) {
        return texts.remove(name) != null;
    }

    /** All of them, by name. */
    public SortedMap<String, String> all() {
        return new TreeMap<>(texts);
    }

    /** The line with aliases at its beginning replaced. */
    String expand(String line) {
        String expanded = line;
        for (int i = 0; i < DEEPEST; i++) {
            int start = CommandTable.skipBlanks(expanded, 0);
            int end = CommandTable.nameEnd(expanded, start);
            String text = texts.get(expanded.substring(start, end));
            if (text == null) {
                return expanded;
            }
            expanded = text + expanded.substring(end);
        }
        throw new CommandException(1, "an alias that stands for itself, found '" + line.strip() + "'");
    }
}
