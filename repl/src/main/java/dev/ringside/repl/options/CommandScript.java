package dev.ringside.repl.options;

import java.util.List;

/**
 * REPL commands from the command line.
 *
 * @param name where they come from, for messages
 * @param lines the commands
 */
public record CommandScript(String name, List<String> lines) {
    /** Copies the list. */
    public CommandScript {
        lines = List.copyOf(lines);
    }
}
