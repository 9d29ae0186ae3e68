package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Kinds.Typed;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.symbols.expression.type.Value;
import java.util.List;

/** {@code print}. */
final class PrintCommands {
    private static final Parameter<Typed> WHAT = Parameter.required("expression", Kinds.EXPRESSION, "what to print");

    private PrintCommands() {}

    static List<CommandRow> rows() {
        return List.of(CommandRow.named("print", Group.DATA, "evaluates an expression").alias("p", "inspect").takes(WHAT).format()
            .example("print rip").does(PrintCommands::print));
    }

    private static Result print(Invocation invocation) {
        Typed typed = invocation.get(WHAT);
        Value value = invocation.workbench().expressions().evaluate(typed.expression(), typed.column());
        return Result.line(Cell.hex(value.bits()));
    }
}
