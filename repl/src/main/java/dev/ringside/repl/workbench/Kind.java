package dev.ringside.repl.workbench;

import java.util.List;

/**
 * What a parameter takes: how its text ends, what it means, what completes it. The kinds there are: {@link Kinds}.
 *
 * @param <T> what the text means
 */
public interface Kind<T> {
    /** How far an argument's text reaches. */
    enum Extent {
        /** To the next blank; quotes keep blanks inside. */
        WORD,
        /** An expression: to the end, to the keyword of a later parameter, or, where other parameters follow, to a blank outside brackets. */
        EXPRESSION,
        /** To the end of the line, whatever it is. */
        REST
    }

    /** What it is called in help and errors: {@code ADDRESS}. */
    String title();

    /** How far it reaches. */
    Extent extent();

    /** Whether reading it looks at the guest, so that only the machine's thread may. */
    boolean live();

    /**
     * What a text means.
     *
     * @throws CommandException when it means nothing
     */
    T parse(Argument argument, Workbench workbench);

    /**
     * Checks the text as far as that goes without evaluating anything.
     *
     * @throws CommandException when it is wrong
     */
    default void check(Argument argument, Workbench workbench) {
        parse(argument, workbench);
    }

    /** Where the word begins, in an unfinished argument, that {@link #complete} completes. */
    default int wordStart(String typed) {
        return 0;
    }

    /** Words that begin with {@code typed}. */
    List<Candidate> complete(String typed, Workbench workbench);
}
