package dev.ringside.emulator.debug.rule;

/** A text that is no template. The message is one line that begins with the column. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1;

    private final int column;

    TemplateException(int column, String message) {
        super("column " + column + ": " + message);
        this.column = column;
    }

    /** Where it is wrong, from 1. */
    public int column() {
        return column;
    }
}
