package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.inspect.device.DeviceReader;
import dev.ringside.emulator.debug.inspect.device.IoApicView;
import dev.ringside.emulator.debug.inspect.layout.FieldValue;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import dev.ringside.emulator.debug.inspect.register.ModelSpecific;
import dev.ringside.emulator.device.interrupt.LocalApicState;
import dev.ringside.emulator.device.interrupt.PicState;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code lapic, ioapic, pic}. */
final class InterruptCommands {
    private static final int INPUTS = 8;

    private InterruptCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("lapic", Group.MACHINE, "shows the local APIC: priorities, vectors, local vector table, timer").example("lapic")
                .does(InterruptCommands::lapic),
            CommandRow.named("ioapic", Group.MACHINE, "shows the I/O APIC's redirection entries").example("ioapic").does(InterruptCommands::ioApic),
            CommandRow.named("pic", Group.MACHINE, "shows the 8259 pair: requests, masks, what is in service").example("pic").does(InterruptCommands::pic));
    }

    private static DeviceReader devices(Invocation invocation) {
        return invocation.workbench().session().inspect().devices();
    }

    // ---- local APIC ----

    private static Result lapic(Invocation invocation) {
        LocalApicState apic = devices(invocation).lapic(0);
        var head = Result.fields().field("id", Cell.count(apic.id())).field("base", Cell.physical(apic.base() & ~0xFFFL))
            .field("mode", Cell.text(apic.x2() ? "x2APIC" : "xAPIC")).field("enabled", new Cell.Truth(apic.enabled()))
            .field("task priority", Cell.hex(apic.taskPriority())).field("processor priority", Cell.hex(apic.processorPriority()))
            .field("in service", MachineCells.vectors(apic.inService())).field("requested", MachineCells.vectors(apic.requested()))
            .field("level-triggered", MachineCells.vectors(apic.levelTriggered())).field("deliverable", new Cell.Truth(apic.deliverable()))
            .field("8259 asks", new Cell.Truth(apic.lint0())).field("EOI offered", new Cell.Truth(apic.eoiOffered()));
        var registers = Result.table("register", ">value", "meaning");
        apic.registers().forEach((name, value) -> registers.row(Cell.text(name, Style.REGISTER), Cell.hex(value & 0xFFFFFFFFL),
            Cell.text(ModelSpecific.apic(name).map(layout -> words(layout, value & 0xFFFFFFFFL)).orElse(""))));
        return new Result.Sections(List.of(new Result.Section("local APIC", head.build()), new Result.Section("timer", timer(apic.timer())),
            new Result.Section("registers", registers.build())));
    }

    private static Result timer(LocalApicState.Timer timer) {
        return Result.fields().field("mode", Cell.text(timer.mode().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
            .field("divisor", Cell.count(timer.divisor())).field("initial count", Cell.count(timer.initial())).field("current count", Cell.count(timer.current()))
            .field("deadline", Cell.hex(timer.deadline())).field("strikes at", timer.due() == Long.MAX_VALUE ? new Cell.Missing("not armed")
                : Cell.line(Cell.count(timer.due()), Cell.text("ns"))).build();
    }

    /** Fields in one line: numbers with their names, flags with what they say. */
    private static String words(Layout layout, long value) {
        return layout.told(value).stream().filter(f -> f.set() || !f.field().values().isEmpty()).map(InterruptCommands::words)
            .collect(Collectors.joining(", "));
    }

    private static String words(FieldValue f) {
        return f.field().flag() || !f.field().values().isEmpty() ? f.words() : f.field().name() + " 0x" + Long.toHexString(f.value());
    }

    // ---- I/O APIC ----

    private static Result ioApic(Invocation invocation) {
        IoApicView apic = devices(invocation).ioApic();
        var table = Result.table(">pin", "wire", ">vector", "delivery", "to", "trigger", "", "");
        for (IoApicView.Entry entry : apic.entries()) {
            String delivery = entry.fields().stream().filter(f -> f.field().name().equals("delivery")).map(FieldValue::words).findFirst().orElse("");
            table.row(Cell.count(entry.pin()), Cell.text(entry.wire()), Cell.hex(entry.vector()), Cell.text(delivery),
                Cell.text((entry.logical() ? "mask 0x" : "id 0x") + Integer.toHexString(entry.destination())), Cell.text(entry.level() ? "level" : "edge"),
                MachineCells.when(entry.masked(), "masked"), MachineCells.when(entry.asserted(), "asserted"));
        }
        return new Result.Sections(List.of(new Result.Section("I/O APIC " + apic.id(), table.build())));
    }

    // ---- 8259 pair ----

    private static Result pic(Invocation invocation) {
        List<Result.Section> sections = new ArrayList<>();
        for (PicState pic : devices(invocation).pic()) {
            int first = pic.name().equals("pic0") ? 0 : INPUTS;
            var table = Result.table(">irq", ">vector", "", "", "", "");
            for (int i = 0; i < INPUTS; i++) {
                table.row(Cell.count(first + i), Cell.hex(pic.vectorBase() + i), MachineCells.when(bit(pic.requests(), i), "requests"),
                    MachineCells.when(bit(pic.inService(), i), "in service"), MachineCells.when(bit(pic.mask(), i), "masked"),
                    MachineCells.when(bit(pic.levelTriggered(), i), "level"));
            }
            String modes = (pic.autoEoi() ? ", ends interrupts by itself" : "") + (pic.specialFullyNested() ? ", special fully nested" : "")
                + (pic.specialMask() ? ", special mask" : "") + (pic.lowestPriority() == INPUTS - 1 ? "" : ", lowest priority " + pic.lowestPriority())
                + (pic.expecting().equals("READY") ? "" : ", waits for " + pic.expecting());
            sections.add(new Result.Section(pic.name() + (first == 0 ? ", master" : ", slave") + modes, table.build()));
        }
        return new Result.Sections(sections);
    }

    private static boolean bit(int set, int i) {
        return (set >>> i & 1) != 0;
    }
}
