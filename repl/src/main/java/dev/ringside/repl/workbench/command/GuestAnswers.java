package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.linux.ViewException;
import dev.ringside.symbols.sections.SectionException;
import java.util.List;
import java.util.Optional;

/** What commands on the guest's system have in common: what is missing or damaged in a guest is one line, whatever it was. */
final class GuestAnswers {
    private GuestAnswers() {}

    /** A question to a guest. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws ViewException;
    }

    /** The answer. */
    static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (ViewException | SectionException e) {
            throw new CommandException(e.getMessage());
        }
    }

    /** A result, and below it why it may not be all. */
    static Result with(Result result, Optional<String> remark) {
        return remark.isEmpty() ? result : new Result.Sections(List.of(new Result.Section("", result),
            new Result.Section("", Result.line(Cell.text(remark.get(), Style.WARNING)))));
    }
}
