package dev.ringside.repl.workbench.context;

import dev.ringside.repl.workbench.CallFrames;
import dev.ringside.repl.workbench.Setting;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.unwind.Backtrace;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.WalkEnd;

/** The innermost calls. */
final class CallsPane {
    static final Pane PANE = new Pane("calls", "call stack", "the innermost calls that the guest is in", CallsPane::view);

    private CallsPane() {}

    private static Result view(Workbench workbench) {
        int count = workbench.settings().number(Setting.CALL_LINES);
        if (count == 0) {
            return Result.nothing();
        }
        var calls = new CallFrames(workbench);
        Backtrace found = calls.first(count);
        var table = Result.table("", "", "", "");
        for (Frame frame : found.frames()) {
            table.row(Cell.text("#" + frame.level(), Style.REMARK), Cell.address(frame.pc()), calls.name(frame),
                Cell.text(CallFrames.how(frame), Style.REMARK));
        }
        if (!(found.end() instanceof WalkEnd.Limit)) {
            table.row(Cell.text(""), Cell.text(""), CallFrames.end(found.end()), Cell.text(""));
        }
        return table.build();
    }
}
