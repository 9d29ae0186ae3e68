package dev.ringside.repl.workbench.context;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.LiveMachine;
import dev.ringside.repl.workbench.Setting;
import dev.ringside.repl.workbench.Telescope;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.List;

/** The top of the stack, each word followed as far as it is an address. */
final class StackPane {
    static final Pane PANE = new Pane("stack", "stack", "the top of the stack; words that are addresses are followed", StackPane::view);

    private StackPane() {}

    private static Result view(Workbench workbench) {
        LiveMachine machine = workbench.machine();
        int count = workbench.settings().number(Setting.STACK_LINES);
        if (count == 0) {
            return Result.nothing();
        }
        long top = machine.stackPointer();
        var telescope = new Telescope(workbench);
        List<Telescope.Word> words = telescope.words(top, count);
        if (words.isEmpty()) {
            throw new CommandException("the stack, at 0x" + Long.toHexString(top) + ", cannot be read");
        }
        var table = Result.table("", "", "");
        for (Telescope.Word word : words) {
            long offset = word.address() - top;
            table.row(Cell.text("+%02x".formatted(offset), Style.REMARK), Cell.address(word.address()), word.chain());
        }
        return table.build();
    }
}
