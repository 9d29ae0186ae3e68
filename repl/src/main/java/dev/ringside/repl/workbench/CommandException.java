package dev.ringside.repl.workbench;

import dev.ringside.symbols.expression.ExpressionException;

/** A command that cannot be carried out. Its message is one line that says what was expected and what was found; nothing has changed. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final int column;

    /** Something is wrong, but with no place in the line. */
    public CommandException(String what) {
        this(0, what);
    }

    /**
     * Something is wrong at a place.
     *
     * @param column of the typed line, from 1; 0: nowhere in particular
     */
    public CommandException(int column, String what) {
        super(column == 0 ? what : "column " + column + ": " + what);
        this.what = what;
        this.column = column;
    }

    /** The same mistake in an expression that begins at {@code column} of the line. */
    static CommandException of(ExpressionException e, int column) {
        return new CommandException(column + e.column() - 1, e.getMessage().replaceFirst("^column \\d+: ", ""));
    }

    /** Where, from 1; 0: nowhere in particular. */
    public int column() {
        return column;
    }

    /** The same in a line of which this was the part from index {@code from} on. */
    CommandException behind(int from) {
        return column == 0 || from == 0 ? this : new CommandException(column + from, what);
    }
}
