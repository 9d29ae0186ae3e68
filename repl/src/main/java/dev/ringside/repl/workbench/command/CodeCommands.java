package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.Disassembly;
import dev.ringside.repl.workbench.Code;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.CommandRow.Repeat;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Kinds.Typed;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Program.SourcePlace;
import dev.ringside.repl.workbench.SelectedFrame;
import dev.ringside.repl.workbench.SourceLines;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.symbols.Location;
import java.util.List;
import java.util.Optional;

/** Code: disassembled, as source, by name. */
final class CodeCommands {
    private static final Parameter<Long> WHERE = Parameter.optional("location", Kinds.LOCATION, "a place; nothing: the next instruction");
    private static final Parameter<Typed> END = Parameter.optional("end", Kinds.EXPRESSION, "the first address behind, or +LENGTH; nothing: the whole function");

    private static final int LINES = 10;
    private static final int LONGEST_FUNCTION = 1 << 16;

    private CodeCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("disassemble", Group.CODE, "shows code as instructions, the next one marked").alias("disas").takes(WHERE, END).format()
                .describe("""
                    Without an end the whole function is shown, where its bounds are known, otherwise ten instructions.
                    /r shows the bytes too; /16, /32 and /64 read it as code of that width.""")
                .example("disassemble").example("disassemble/r pc, +16").example("disassemble/16 0x100000, +8").does(CodeCommands::disassemble),
            CommandRow.named("list", Group.CODE, "shows source lines around a place").alias("l").takes(WHERE).repeats(Repeat.BARE)
                .describe("Needs debug information with lines. Again without a place it goes on where it ended.")
                .does(CodeCommands::list));
    }

    private static Result disassemble(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        String format = invocation.format().text();
        if (!List.of("", "r", "16", "32", "64", "r16", "r32", "r64").contains(format)) {
            throw invocation.format().expected("r, 16, 32 or 64");
        }
        String width = format.replace("r", "");
        var code = width.isEmpty() ? new Code(workbench) : new Code(workbench, Integer.parseInt(width));
        long from = invocation.find(WHERE).orElseGet(() -> workbench.frame().map(SelectedFrame::pc).orElseGet(() -> workbench.machine().pc()));
        List<Disassembly.Line> lines = invocation.find(END).map(end -> code.range(from, end(workbench, from, end))).orElseGet(() -> function(workbench, code, from));
        if (lines.isEmpty()) {
            throw new CommandException("cannot read memory at 0x" + Long.toHexString(from));
        }
        return code.table(lines, format.startsWith("r"));
    }

    private static long end(Workbench workbench, long from, Typed typed) {
        long value = workbench.expressions().evaluate(typed.expression(), typed.column()).bits();
        long end = typed.expression().text().startsWith("+") ? from + value : value;
        if (Long.compareUnsigned(end, from) <= 0) {
            throw new CommandException(typed.column(), "expected an end behind 0x" + Long.toHexString(from) + ", found 0x" + Long.toHexString(end));
        }
        return end;
    }

    private static List<Disassembly.Line> function(Workbench workbench, Code code, long at) {
        Optional<Location> function = workbench.program().locate(at);
        if (function.isEmpty() || !function.get().symbol().hasExtent() || function.get().symbol().size() > LONGEST_FUNCTION) {
            return code.from(at, LINES);
        }
        long start = at - function.get().offset();
        return code.range(start, start + function.get().symbol().size());
    }

    /** Where {@code list} goes on. */
    private static final class Listed {
        private SourcePlace next;
    }

    private static Result list(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        Listed listed = workbench.part(Listed.class, Listed::new);
        if (invocation.find(WHERE).isEmpty() && listed.next != null) {
            SourcePlace from = listed.next;
            listed.next = new SourcePlace(from.file(), from.line() + LINES);
            return SourceLines.from(new SourcePlace(from.file(), -1), from.line(), LINES);
        }
        long at = invocation.find(WHERE).orElseGet(() -> workbench.frame().map(SelectedFrame::pc).orElseGet(() -> workbench.machine().pc()));
        SourcePlace place = workbench.program().sourceOf(at)
            .orElseThrow(() -> new CommandException("no source line is known for 0x" + Long.toHexString(at) + "; disassemble shows its code"));
        listed.next = new SourcePlace(place.file(), Math.max(1, place.line() - LINES / 2) + LINES);
        return SourceLines.from(place, Math.max(1, place.line() - LINES / 2), LINES);
    }
}
