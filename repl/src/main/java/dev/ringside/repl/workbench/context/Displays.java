package dev.ringside.repl.workbench.context;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Commands whose output is shown at every stop: {@code display}. On the machine's thread. */
public final class Displays {
    private final SortedMap<Integer, String> commands = new TreeMap<>();
    private int next = 1;

    /** Those of a workbench. */
    public static Displays of(Workbench workbench) {
        return workbench.part(Displays.class, Displays::new);
    }

    /** Adds a command; returns its number. */
    public int add(String command) {
        commands.put(next, command);
        return next++;
    }

    /** Whether there was one of this number; now there is none. */
    public boolean remove(int number) {
        return commands.remove(number) != null;
    }

    /** All of them by number. */
    public SortedMap<Integer, String> all() {
        return new TreeMap<>(commands);
    }

    /** What they show now. One that fails shows one line. */
    public Result show(Workbench workbench) {
        if (commands.isEmpty()) {
            return Result.nothing();
        }
        var sections = new ArrayList<Result.Section>();
        commands.forEach((number, command) -> sections.add(new Result.Section("", one(number, command, workbench))));
        return new Result.Sections(sections);
    }

    /** What one of them shows now. */
    public static Result one(int number, String command, Workbench workbench) {
        Result content;
        try {
            content = workbench.executor().execute(command);
        } catch (CommandException e) {
            content = Result.line(Cell.text(e.getMessage(), Style.WARNING));
        }
        // What `output` answers names the expression itself.
        boolean named = command.startsWith("output");
        Cell head = Cell.text(number + ":" + (named ? "" : " " + command), Style.REMARK);
        if (content instanceof Result.Lines(var lines) && lines.size() == 1) {
            return Result.line(head, lines.getFirst());
        }
        return new Result.Sections(List.of(new Result.Section("", Result.line(head)), new Result.Section("", content)));
    }
}
