package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.Disassembly;
import dev.ringside.emulator.isa.Syntax;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Guest code as rows of a table, in the mode that the processor is in. On the machine's thread. */
public final class Code {
    private static final int LONGEST_FUNCTION = 1 << 16;
    private static final int MOST_LINES = 1 << 14;
    private static final String HERE = "=>";

    private final Workbench workbench;
    private final LiveMachine machine;
    private final Disassembly disassembly;
    private final long base;
    private final long pc;

    /** Code as it would run now. */
    public Code(Workbench workbench) {
        this(workbench, workbench.machine().bits());
    }

    /** Code of a width: 16, 32 or 64 bits. */
    public Code(Workbench workbench, int bits) {
        this.workbench = workbench;
        machine = workbench.machine();
        base = bits == 64 ? 0 : machine.register("cs_base");
        pc = workbench.frame().map(SelectedFrame::pc).orElseGet(machine::pc);
        Syntax syntax = workbench.settings().get(Setting.SYNTAX).equals("att") ? Syntax.ATT : Syntax.INTEL;
        disassembly = new Disassembly(machine.memory(), bits, base, syntax, linear -> workbench.program().nameOf(linear));
    }

    /** The instructions from an address on; fewer where memory cannot be read. */
    public List<Disassembly.Line> from(long linear, int count) {
        return disassembly.from(linear, Math.min(count, MOST_LINES));
    }

    /** The instructions from {@code from} up to and without {@code to}. */
    public List<Disassembly.Line> range(long from, long to) {
        return disassembly.range(from, to, MOST_LINES);
    }

    /** The instruction that comes next. */
    public Optional<Disassembly.Line> current() {
        return from(machine.pc(), 1).stream().findFirst();
    }

    /**
     * Up to {@code count} instructions that stand before an address. Where x86 code begins cannot be seen from behind: they are told only
     * when the function's beginning is known and decoding from there comes to the address.
     */
    public List<Disassembly.Line> before(long linear, int count) {
        Optional<Location> function = workbench.program().locate(linear);
        if (function.isEmpty() || function.get().offset() == 0 || function.get().offset() > LONGEST_FUNCTION) {
            return List.of();
        }
        List<Disassembly.Line> lines = range(linear - function.get().offset(), linear);
        boolean meets = !lines.isEmpty() && lines.getLast().linear() + lines.getLast().length() == linear;
        return meets ? lines.subList(Math.max(0, lines.size() - count), lines.size()) : List.of();
    }

    /** Lines as a table, the current one marked; in 16-bit code with the address in its segment. */
    public Result table(List<Disassembly.Line> lines, boolean withBytes) {
        var columns = new ArrayList<>(List.of(Result.Column.left(""), Result.Column.left("address")));
        boolean segmented = base != 0;
        if (segmented) {
            columns.add(Result.Column.left("offset"));
        }
        if (withBytes) {
            columns.add(Result.Column.left("bytes"));
        }
        columns.add(Result.Column.left("instruction"));
        var rows = new ArrayList<List<Cell>>();
        for (Disassembly.Line line : lines) {
            boolean here = line.linear() == pc;
            var row = new ArrayList<Cell>();
            row.add(Cell.text(here ? HERE : "", Style.CURRENT));
            row.add(workbench.address(line.linear()));
            if (segmented) {
                row.add(Cell.text("%04x:%04x".formatted(machine.register("cs"), line.linear() - base & 0xFFFFFFFFL)));
            }
            if (withBytes) {
                row.add(Cell.text(line.bytes(), Style.REMARK));
            }
            row.add(new Cell.Code(line.text()));
            rows.add(row);
        }
        return new Result.Table(columns, rows);
    }
}
