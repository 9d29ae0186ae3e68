package dev.ringside.symbols.expression;

/** A text that is no expression. The message has no line ends; {@link #report} also shows where. */
public final class ExpressionException extends Exception {
    private static final int SHOWN = 100;

    private final Problem problem;
    private final int column;

    /**
     * What is wrong where.
     *
     * @param column from 1; that after the last character where something is missing at the end
     * @param blanks what the problem's sentence leaves open
     */
    ExpressionException(Problem problem, int column, Object... blanks) {
        super("column " + column + ": " + problem.text(blanks));
        this.problem = problem;
        this.column = column;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** Where it is wrong, from 1. */
    public int column() {
        return column;
    }

    /** Three lines, without the last line end: the message, the text (around the place, if it is long), a caret under the place. */
    public String report(String text) {
        return getMessage() + "\n" + pointer(text, column);
    }

    /** Two lines: {@code text}, or as much of it as a line takes, and a caret under a column of it. */
    public static String pointer(String text, int column) {
        int at = Math.clamp(column - 1L, 0, text.length());
        int from = text.length() <= SHOWN ? 0 : Math.clamp(at - SHOWN / 2L, 0, text.length() - SHOWN);
        String line = text.substring(from, Math.min(text.length(), from + SHOWN)).replaceAll("\\p{Cntrl}", " ");
        return "  " + line + "\n  " + " ".repeat(at - from) + "^";
    }
}
