package dev.ringside.repl.workbench;

/**
 * The text of one argument.
 *
 * @param text without blanks around it; of a quoted word what is between the quotes
 * @param column where it begins in the typed line, from 1
 */
public record Argument(String text, int column) {
    /** The argument is not what it should be. */
    public CommandException expected(String what) {
        return new CommandException(column, "expected " + what + ", found '" + text + "'");
    }
}
