package dev.ringside.repl.workbench.context;

import dev.ringside.repl.workbench.LiveMachine;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** General registers, flags and segments; what has changed since the stop before stands out. */
final class RegistersPane {
    static final Pane PANE = new Pane("registers", "registers", "general registers, flags, segments; changed ones stand out", RegistersPane::view);

    private static final List<String> LEGACY = List.of("rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp");
    private static final List<String> WIDE = List.of("r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15");
    private static final List<String> SELECTORS = List.of("cs", "ss", "ds", "es", "fs", "gs");
    private static final int PER_LINE = 4;

    private RegistersPane() {}

    /** The registers of the stop before and of this one. */
    private static final class Before {
        private Map<String, Long> previous = Map.of();
        private Map<String, Long> current = Map.of();
        private long instructions = -1;

        boolean changed(String name, long value) {
            return previous.containsKey(name) && previous.get(name) != value;
        }

        void stop(long now, Map<String, Long> values) {
            if (now != instructions) {
                previous = current;
                instructions = now;
            }
            current = values;
        }
    }

    private static Result view(Workbench workbench) {
        LiveMachine machine = workbench.machine();
        int bits = machine.bits();
        var names = new ArrayList<>(LEGACY);
        if (bits == 64) {
            names.addAll(WIDE);
        }
        names.add("rip");
        var values = new HashMap<String, Long>();
        names.forEach(name -> values.put(name, machine.register(name)));
        SELECTORS.forEach(name -> values.put(name, machine.register(name)));
        values.put("eflags", machine.register("eflags"));
        Before before = workbench.part(Before.class, Before::new);
        before.stop(workbench.session().instructions(), values);

        var lines = new ArrayList<Cell>();
        for (int i = 0; i < names.size() - 1; i += PER_LINE) {
            var line = new ArrayList<Cell>();
            for (String name : names.subList(i, Math.min(i + PER_LINE, names.size() - 1))) {
                line.add(register(name, values.get(name), bits, before));
            }
            lines.add(new Cell.Chain(line, "  "));
        }
        long pc = machine.pc();
        Cell place = workbench.program().nameOf(pc).<Cell>map(name -> Cell.text("<" + name + ">", Style.SYMBOL)).orElse(Cell.text(""));
        lines.add(new Cell.Chain(List.of(register("rip", values.get("rip"), bits, before), place, flags(values.get("eflags"), before)), "  "));
        var selectors = new ArrayList<Cell>();
        SELECTORS.forEach(name -> selectors.add(Cell.joined(Cell.text(name, Style.REGISTER), Cell.text("="),
            marked(new Cell.Hex(values.get(name), 0), before.changed(name, values.get(name))))));
        selectors.add(Cell.text(machine.mode().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + bits + "-bit, cpl "
            + machine.register("cpl"), Style.REMARK));
        lines.add(new Cell.Chain(selectors, "  "));
        return new Result.Lines(lines);
    }

    private static Cell register(String name, long value, int bits, Before before) {
        String shown = bits == 64 || name.length() > 3 || Character.isDigit(name.charAt(name.length() - 1)) ? name
            : (bits == 32 ? "e" : "") + name.substring(1);
        String padded = shown + " ".repeat(Math.max(0, 3 - shown.length()));
        // In 16-bit code the upper halves exist all the same, and unreal mode uses them.
        long visible = bits == 64 ? value : value & 0xFFFFFFFFL;
        int digits = bits == 64 ? 16 : bits == 32 || visible > 0xFFFF ? 8 : 4;
        String label = bits == 16 && visible > 0xFFFF ? "e" + shown : padded;
        return Cell.joined(Cell.text(label + " ", Style.REGISTER), marked(new Cell.Hex(visible, digits), before.changed(name, value)));
    }

    private static Cell marked(Cell cell, boolean changed) {
        return changed ? cell.marked(Style.CHANGED) : cell;
    }

    private static Cell flags(long value, Before before) {
        return Cell.joined(Cell.text("eflags ", Style.REGISTER), marked(Cell.hex(value), before.changed("eflags", value)),
            Cell.text(" " + names(value)));
    }

    /** The flags that are set, in brackets, as gdb writes them. */
    static String names(long value) {
        return "[" + String.join(" ", FlagNames.of("eflags", value)) + "]";
    }
}
