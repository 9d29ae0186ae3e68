package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterGroup;
import dev.ringside.emulator.debug.RegisterType;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.SelectedFrame;
import dev.ringside.repl.workbench.Setting;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.context.FlagNames;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Registers to look at and to set, with settings of the prompt, which share {@code set} and {@code show} as in gdb. */
final class RegisterCommands {
    private static final Set<RegisterGroup> USUAL = Set.of(RegisterGroup.GENERAL, RegisterGroup.SELECTOR);

    private static final Parameter<RegisterRow> REGISTERS = Parameter.repeated("register", Kinds.REGISTER, "which; none: the general ones");
    private static final Parameter<Argument> ASSIGNMENT = Parameter.required("assignment", Kinds.TEXT, "PLACE = EXPRESSION, or a setting and its value");
    private static final Parameter<String> SETTING = Parameter.optional("setting", Kinds.choice("SETTING", Setting.titles()), "which; nothing: all");

    private static final Cell UNKNOWN = new Cell.Missing("not known in the selected frame");

    private RegisterCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("info registers", Group.DATA, "shows registers, flags decoded").alias("info r", "info-registers", "regs").takes(REGISTERS)
                .describe("Any part of a register can be named, as in expressions: al, cs.base, cr0.pg. `info all-registers` shows all.")
                .example("info registers").example("info registers eax eflags cr0").does(RegisterCommands::registers),
            CommandRow.named("info all-registers", Group.DATA, "shows every register of the processor").example("info all-registers")
                .does(i -> list(i.workbench(), i.machine().registers().rows())),
            CommandRow.named("set", Group.DATA, "sets a register, memory, a variable of yours, or a setting of the prompt").alias("set var").takes(ASSIGNMENT)
                .describe("""
                    set eax = 5; set cf = 1; set cs.base = 0    a register or a part of one
                    set u32[esp] = 0; set task->flags = 1       memory: what an expression reads can be set
                    set $n = 10                                 a variable of yours, for later expressions
                    set syntax att                              a setting; `show` lists them
                    A selector takes its hidden part along, as a load would; no check is made.""")
                .example("set eax = ebx + 1").example("set u8[esp] = 0x90").example("set $n = 10").example("set syntax att")
                .does(RegisterCommands::set),
            CommandRow.named("show", Group.PROMPT, "shows the settings of the prompt").takes(SETTING).onPrompt().example("show").example("show syntax")
                .does(RegisterCommands::show));
    }

    private static Result registers(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        List<RegisterRow> asked = invocation.all(REGISTERS);
        if (asked.isEmpty()) {
            RegisterWidth width = invocation.machine().bits() == 64 ? RegisterWidth.BITS_64 : RegisterWidth.BITS_32;
            return list(workbench, workbench.session().registers(0, width), width.rows().stream().filter(row -> USUAL.contains(row.group())).toList());
        }
        var fields = Result.fields();
        asked.forEach(row -> fields.field(row.name(), part(workbench, row)));
        return fields.build();
    }

    private static Cell part(Workbench workbench, RegisterRow row) {
        Registers registers = workbench.machine().registers();
        Optional<Register> found = registers.rows().stream().filter(register -> register.name().equals(row.register())).findFirst();
        if (found.isEmpty()) {
            return new Cell.Missing("this processor does not have it");
        }
        if (row.wide() || row.bits() == found.get().bits()) {
            return inFrame(workbench, found.get(), registers).map(value -> value(workbench, found.get(), value)).orElse(UNKNOWN);
        }
        Optional<RegisterValue> whole = inFrame(workbench, found.get(), registers);
        if (whole.isEmpty()) {
            return UNKNOWN;
        }
        long value = whole.get().low() >>> row.firstBit() & (row.bits() == 64 ? -1 : (1L << row.bits()) - 1);
        Cell flags = Cell.text(row.firstBit() == 0 ? flagText(found.get(), value) : "");
        return row.bits() == 1 ? Cell.count(value) : Cell.line(Cell.hex(value), flags.equals(Cell.text("")) ? Cell.count(value).marked(Style.REMARK) : flags);
    }

    /** The register as the selected frame has it; empty: not known there. */
    private static Optional<RegisterValue> inFrame(Workbench workbench, Register register, Registers registers) {
        Optional<SelectedFrame> frame = workbench.frame().filter(selected -> selected.level() > 0);
        if (frame.isEmpty()) {
            return Optional.of(registers.read(register));
        }
        // The narrow table calls registers eax and so on; frames know them by their whole names.
        String name = dev.ringside.symbols.expression.vocabulary.Registers.named(register.name()).map(RegisterRow::register).orElse(register.name());
        OptionalLong low = frame.get().register(name, 0);
        OptionalLong high = register.bits() > Long.SIZE ? frame.get().register(name, 1) : OptionalLong.of(0);
        return low.isPresent() && high.isPresent() ? Optional.of(new RegisterValue(low.getAsLong(), high.getAsLong())) : Optional.empty();
    }

    private static Result list(Workbench workbench, List<Register> rows) {
        return list(workbench, workbench.machine().registers(), rows);
    }

    private static Result list(Workbench workbench, Registers registers, List<Register> rows) {
        var fields = Result.fields();
        rows.forEach(row -> fields.field(row.name(), inFrame(workbench, row, registers).map(value -> value(workbench, row, value)).orElse(UNKNOWN)));
        return fields.build();
    }

    private static Cell value(Workbench workbench, Register row, RegisterValue value) {
        return switch (row.type()) {
            case RegisterType.Vector _ -> Cell.text("0x%016x%016x".formatted(value.high(), value.low()), Style.NUMBER);
            case RegisterType.ExtendedFloat _ -> Cell.line(Cell.text("0x%04x%016x".formatted(value.high(), value.low()), Style.NUMBER),
                Cell.text(ExtendedText.of(value), Style.REMARK));
            case RegisterType.FlagBits _ -> Cell.line(Cell.hex(value.low()), Cell.text(flagText(row, value.low())));
            case RegisterType.CodePointer _ -> Cell.line(Cell.hex(value.low()), name(workbench, workbench.machine().linear("cs", value.low())));
            case RegisterType.DataPointer _ -> Cell.line(Cell.hex(value.low()), name(workbench, value.low()));
            case RegisterType.Number _ -> Cell.line(Cell.hex(value.low()), Cell.text(signed(value.low(), row.bits()), Style.REMARK));
        };
    }

    private static Cell name(Workbench workbench, long linear) {
        return Cell.text(workbench.program().nameOf(linear).map(name -> "<" + name + ">").orElse(""), Style.SYMBOL);
    }

    private static String signed(long value, int bits) {
        long canonical = bits >= 64 ? value : value << 64 - bits >> 64 - bits;
        return canonical > -10 && canonical < 10 && canonical >= 0 ? "" : Long.toString(canonical);
    }

    private static String flagText(Register row, long value) {
        return row.type() instanceof RegisterType.FlagBits ? "[" + String.join(" ", FlagNames.of(row, value)) + "]" : "";
    }

    private static Result set(Invocation invocation) {
        Argument text = invocation.get(ASSIGNMENT);
        String[] words = text.text().split("\\s+", 2);
        Optional<Setting> setting = Setting.named(words[0]);
        if (setting.isPresent() && Assignment.sign(text.text()) < 0) {
            int column = text.column() + words[0].length() + 1;
            invocation.workbench().settings().set(setting.get(), new Argument(words.length < 2 ? "" : words[1].strip(), column));
        } else {
            new Assignment(invocation.workbench()).carryOut(text);
        }
        return Result.nothing();
    }

    private static Result show(Invocation invocation) {
        var table = Result.table("setting", "value", "meaning");
        for (Setting setting : Setting.values()) {
            if (invocation.find(SETTING).map(setting.title()::equals).orElse(true)) {
                table.row(Cell.text(setting.title(), Style.KEYWORD), Cell.text(invocation.workbench().settings().get(setting)), Cell.text(setting.help()));
            }
        }
        return table.build();
    }
}
