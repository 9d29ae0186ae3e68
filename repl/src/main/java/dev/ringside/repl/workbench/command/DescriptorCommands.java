package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.inspect.segment.DescriptorKind;
import dev.ringside.emulator.debug.inspect.segment.DescriptorRow;
import dev.ringside.emulator.debug.inspect.segment.DescriptorTable;
import dev.ringside.emulator.debug.inspect.segment.DescriptorTables;
import dev.ringside.emulator.debug.inspect.segment.TaskStateView;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code gdt, ldt, idt, tss}. */
final class DescriptorCommands {
    private static final int VECTORS = 256;

    private static final Parameter<Long> INDEX = Parameter.optional("index", Kinds.NUMBER, "only this one, every bit explained");
    private static final Parameter<Long> VECTOR = Parameter.optional("vector", Kinds.NUMBER, "only this one, every bit explained");

    private DescriptorCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("gdt", Group.MACHINE, "shows the global descriptor table").takes(INDEX).example("gdt").linuxExample("gdt 2")
                .does(i -> table(i, tables(i).gdt(), i.find(INDEX))),
            CommandRow.named("ldt", Group.MACHINE, "shows the local descriptor table").takes(INDEX).example("ldt")
                .does(i -> table(i, tables(i).ldt(), i.find(INDEX))),
            CommandRow.named("idt", Group.MACHINE, "shows the interrupt descriptor table, in real mode the vector table").takes(VECTOR)
                .example("idt").linuxExample("idt 14").does(i -> table(i, tables(i).idt(), i.find(VECTOR))),
            CommandRow.named("tss", Group.MACHINE, "shows the current task state: stacks, interrupt stacks, I/O permissions").example("tss")
                .does(DescriptorCommands::tss));
    }

    private static DescriptorTables tables(Invocation invocation) {
        return invocation.workbench().session().inspect().descriptors(0);
    }

    private static Result table(Invocation invocation, DescriptorTable table, Optional<Long> index) {
        if (index.isPresent()) {
            return one(invocation.workbench(), table, index.get());
        }
        boolean gates = table.name().startsWith("i");
        var rows = Result.table(gates ? ">vector" : ">index", gates ? "" : "selector", "descriptor", "dpl", "", gates ? "exception" : "in");
        for (DescriptorRow row : table.rows()) {
            if (!(row.kind() instanceof DescriptorKind.Empty)) {
                rows.row(Cell.count(row.index()), gates ? Cell.text("") : Cell.hex(row.selector()), words(invocation.workbench(), row),
                    Cell.count(row.dpl()), MachineCells.when(!row.present(), "not present"), Cell.text(String.join(" ", row.users()), Style.REGISTER));
            }
        }
        var head = Result.fields().field("base", invocation.workbench().address(table.base())).field("limit", Cell.hex(table.limit()));
        return new Result.Sections(List.of(new Result.Section(table.name(), head.build()),
            new Result.Section("", table.rows().isEmpty() ? Result.text("no descriptors") : rows.build())));
    }

    private static Result one(Workbench workbench, DescriptorTable table, long index) {
        DescriptorRow row = table.rows().stream().filter(r -> r.index() == index).findFirst().orElseThrow(() -> new CommandException(
            "expected a number in the " + table.name() + (table.name().startsWith("i") ? ", at most " + (VECTORS - 1) : "") + ", found " + index));
        List<Result.Section> sections = new ArrayList<>();
        sections.add(new Result.Section("", Result.fields().field("address", Cell.address(row.address())).field("bytes 7-0", Cell.hex(row.low()))
            .field("bytes 15-8", Cell.hex(row.high())).field("is", words(workbench, row)).build()));
        row.layout().ifPresent(layout -> sections.add(new Result.Section(layout.title() + "  (" + layout.source() + ")",
            MachineCells.bits(layout.told(row.low())))));
        return new Result.Sections(sections);
    }

    private static Cell words(Workbench workbench, DescriptorRow row) {
        return switch (row.kind()) {
            case DescriptorKind.Empty() -> Cell.text("empty");
            case DescriptorKind.Unreadable() -> new Cell.Missing("not mapped");
            case DescriptorKind.Reserved(int type) -> Cell.text("reserved type " + type, Style.WARNING);
            case DescriptorKind.Segment s -> Cell.line(Cell.text(s.bits() + "-bit " + s.type() + ", base"), Cell.address(s.base()),
                Cell.text("limit"), Cell.hex(s.limit()));
            case DescriptorKind.LocalTable(long base, long limit) -> Cell.line(Cell.text("LDT, base"), workbench.address(base), Cell.text("limit"),
                Cell.hex(limit));
            case DescriptorKind.TaskState t -> Cell.line(Cell.text(t.bits() + "-bit TSS, " + (t.busy() ? "busy" : "available") + ", base"),
                workbench.address(t.base()), Cell.text("limit"), Cell.hex(t.limit()));
            case DescriptorKind.Gate g -> gate(workbench, g);
        };
    }

    private static Cell gate(Workbench workbench, DescriptorKind.Gate g) {
        String kind = (g.bits() == 0 ? "" : g.bits() + "-bit ") + g.type().name().toLowerCase(Locale.ROOT);
        if (g.type() == DescriptorKind.Gate.Type.TASK) {
            return Cell.line(Cell.text(kind), Cell.hex(g.selector()));
        }
        // A vector of real mode leads to a segment, whose base the selector is.
        long linear = g.type() == DescriptorKind.Gate.Type.VECTOR ? ((long) g.selector() << 4) + g.offset() : g.offset();
        Cell target = Cell.joined(Cell.hex(g.selector()), Cell.text(":"), g.type() == DescriptorKind.Gate.Type.VECTOR ? Cell.hex(g.offset())
            : workbench.address(linear));
        return g.stack() == 0 ? Cell.line(Cell.text(kind), target) : Cell.line(Cell.text(kind), target, Cell.text("IST " + g.stack()));
    }

    private static Result tss(Invocation invocation) {
        Optional<TaskStateView> found = tables(invocation).tss();
        if (found.isEmpty()) {
            return Result.text("TR holds no task state");
        }
        TaskStateView tss = found.get();
        var fields = Result.fields().field("selector", Cell.hex(tss.selector())).field("base", invocation.workbench().address(tss.base()))
            .field("limit", Cell.hex(tss.limit())).field("width", Cell.count(tss.bits()));
        tss.fields().forEach(f -> fields.field(f.name(), f.value().<Cell>map(v -> f.size() == 8 ? invocation.workbench().address(v) : Cell.hex(v))
            .orElse(new Cell.Missing("beyond the limit"))));
        tss.ports().ifPresent(ports -> fields.field("I/O ports", Cell.text(!ports.inside() ? "no bitmap: none above IOPL"
            : ports.allowed().isEmpty() ? "none above IOPL" : ports.allowed().stream().map(run -> "0x" + Integer.toHexString(run.first())
                + (run.last() == run.first() ? "" : "-0x" + Integer.toHexString(run.last()))).collect(Collectors.joining(" ")))));
        return fields.build();
    }
}
