package dev.ringside.repl.workbench.context;

import dev.ringside.emulator.debug.Disassembly;
import dev.ringside.repl.workbench.Code;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Setting;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Result;
import java.util.ArrayList;
import java.util.List;

/** Code around the next instruction. */
final class CodePane {
    static final Pane PANE = new Pane("code", "code", "instructions around the next one", CodePane::view);

    private CodePane() {}

    private static Result view(Workbench workbench) {
        int wanted = workbench.settings().number(Setting.CODE_LINES);
        if (wanted == 0) {
            return Result.nothing();
        }
        var code = new Code(workbench);
        long pc = workbench.machine().pc();
        List<Disassembly.Line> lines = new ArrayList<>(code.before(pc, wanted / 3));
        lines.addAll(code.from(pc, wanted - lines.size()));
        if (lines.isEmpty()) {
            throw new CommandException("the next instruction, at 0x" + Long.toHexString(pc) + ", cannot be read");
        }
        var table = (Result.Table) code.table(lines, false);
        return new Result.Table(table.columns().stream().map(column -> new Result.Column("", column.right())).toList(), table.rows());
    }
}
