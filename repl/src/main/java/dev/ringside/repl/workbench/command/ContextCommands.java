package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kind;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.context.ContextView;
import dev.ringside.repl.workbench.context.Pane;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.List;

/** The context view. */
final class ContextCommands {
    private static final Kind<String> PANE = Kinds.choice("PART", () -> ContextView.panes().stream().map(Pane::name).toList());
    private static final Parameter<String> PART = Parameter.optional("part", PANE, "one part alone; nothing: those that are on");
    private static final Parameter<String> PARTS = Parameter.repeated("part", PANE, "which parts; none: all");

    private ContextCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("context", Group.CODE, "shows where the guest stands: registers, code, stack, hypervisor").alias("ctx").takes(PART)
                .describe("On a terminal every stop shows it (set context on, off, auto). A part that fails shows one line.")
                .example("context").example("context stack").does(ContextCommands::show),
            CommandRow.named("context on", Group.CODE, "switches parts of the context view on").takes(PARTS).example("context on stack")
                .does(i -> show(i, true)),
            CommandRow.named("context off", Group.CODE, "switches parts of the context view off").takes(PARTS).example("context off stack")
                .does(i -> show(i, false)),
            CommandRow.named("context parts", Group.CODE, "lists the parts of the context view").example("context parts").does(ContextCommands::parts));
    }

    private static Result show(Invocation invocation) {
        return invocation.find(PART).flatMap(name -> ContextView.panes().stream().filter(pane -> pane.name().equals(name)).findFirst())
            .map(pane -> ContextView.content(pane, invocation.workbench())).orElseGet(() -> ContextView.of(invocation.workbench()).view(invocation.workbench()));
    }

    private static Result show(Invocation invocation, boolean on) {
        List<String> named = invocation.all(PARTS);
        List<String> parts = named.isEmpty() ? ContextView.panes().stream().map(Pane::name).toList() : named;
        parts.forEach(part -> ContextView.of(invocation.workbench()).show(part, on));
        return Result.nothing();
    }

    private static Result parts(Invocation invocation) {
        var table = Result.table("part", "shown", "what");
        ContextView view = ContextView.of(invocation.workbench());
        ContextView.panes().forEach(pane -> table.row(Cell.text(pane.name(), Style.KEYWORD), new Cell.Truth(view.shows(pane)), Cell.text(pane.help())));
        return table.build();
    }
}
