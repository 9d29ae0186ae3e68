package dev.ringside.repl.workbench;

import java.util.List;
import java.util.function.BiFunction;

/**
 * A kind whose text is an expression.
 *
 * @param checked whether it has to make sense at the prompt; otherwise the command gives it more names
 * @param reader makes of it what the command wants
 */
record ExpressionKind<T>(String title, boolean checked, BiFunction<Argument, Workbench, T> reader) implements Kind<T> {
    ExpressionKind(String title, BiFunction<Argument, Workbench, T> reader) {
        this(title, true, reader);
    }

    @Override
    public Extent extent() {
        return Extent.EXPRESSION;
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public T parse(Argument argument, Workbench workbench) {
        return reader.apply(argument, workbench);
    }

    @Override
    public void check(Argument argument, Workbench workbench) {
        if (checked) {
            workbench.expressions().parse(argument);
        }
    }

    @Override
    public int wordStart(String typed) {
        return Words.lastWord(typed);
    }

    @Override
    public List<Candidate> complete(String typed, Workbench workbench) {
        return Words.ofExpressions(typed, workbench);
    }
}
