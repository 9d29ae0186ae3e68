package dev.ringside.repl.workbench.context;

import dev.ringside.repl.workbench.SourceLines;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Result;

/** The source line of the next instruction, where lines are known. */
final class SourcePane {
    static final Pane PANE = new Pane("source", "source", "source around the next line, where lines are known", SourcePane::view);

    private static final int AROUND = 3;

    private SourcePane() {}

    private static Result view(Workbench workbench) {
        return workbench.program().sourceOf(workbench.machine().pc())
            .map(place -> SourceLines.around(place, AROUND)).orElseGet(Result::nothing);
    }
}
