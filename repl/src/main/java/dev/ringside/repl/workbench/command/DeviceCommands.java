package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.inspect.device.DeviceReader;
import dev.ringside.emulator.debug.inspect.device.DeviceView;
import dev.ringside.emulator.debug.inspect.device.PciView;
import dev.ringside.emulator.debug.inspect.device.PhysicalMap;
import dev.ringside.emulator.debug.inspect.device.StateValue;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.Candidate;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kind;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code devices, pci, memory-map}. */
final class DeviceCommands {
    /** Numbers of an array that fit into a line. */
    private static final int SHOWN = 16;

    private static final Kind<Argument> NAME = Kinds.word("DEVICE", argument -> argument, (typed, workbench) ->
        workbench.session().inspect().devices().all().stream().map(DeviceView::name).filter(n -> n.startsWith(typed)).map(n -> Candidate.of(n, "")).toList());
    private static final Parameter<Argument> WHICH = Parameter.optional("device", NAME, "a device, to see all of its state; a list of all if it is left out");

    private DeviceCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("devices", Group.MACHINE, "lists the devices, or shows the state of one").alias("device").takes(WHICH)
                .describe("The state is what the device saves of itself; no register is read as software reads it, so nothing is acknowledged or cleared.")
                .example("devices").example("devices uart0").does(DeviceCommands::devices),
            CommandRow.named("pci", Group.MACHINE, "lists the functions on the PCI bus").example("pci").does(DeviceCommands::pci),
            CommandRow.named("memory-map", Group.MACHINE, "shows what answers at which physical addresses, and what the guest is told of it")
                .example("memory-map").does(DeviceCommands::memoryMap));
    }

    private static DeviceReader reader(Invocation invocation) {
        return invocation.workbench().session().inspect().devices();
    }

    private static Result devices(Invocation invocation) {
        Optional<Argument> which = invocation.find(WHICH);
        if (which.isPresent()) {
            return device(reader(invocation).named(which.get().text()).orElseThrow(() -> which.get().expected("a device (see devices)")));
        }
        var table = Result.table("device", "", "ports", "memory", "timer");
        reader(invocation).all().forEach(d -> table.row(Cell.text(d.name(), Style.KEYWORD), Cell.text(d.summary()), ports(d), memory(d), timer(d)));
        return table.build();
    }

    private static Cell ports(DeviceView d) {
        return Cell.text(d.ports().stream().map(p -> Integer.toHexString(p.first()) + (p.first() == p.last() ? "" : "-" + Integer.toHexString(p.last())))
            .collect(Collectors.joining(" ")), Style.NUMBER);
    }

    private static Cell memory(DeviceView d) {
        return Cell.text(d.memory().stream().map(m -> Long.toHexString(m.first()) + "-" + Long.toHexString(m.last())).collect(Collectors.joining(" ")),
            Style.ADDRESS);
    }

    private static Cell timer(DeviceView d) {
        return Cell.text(d.timers().stream().map(t -> t.name() + " in " + t.in() + " ns").collect(Collectors.joining(", ")));
    }

    private static Result device(DeviceView d) {
        var head = Result.fields().field("device", Cell.text(d.name(), Style.KEYWORD)).field("is at", Cell.text(d.summary())).field("ports", ports(d)).field("memory", memory(d))
            .field("timers", timer(d));
        return new Result.Sections(List.of(new Result.Section("", head.build()), new Result.Section("state", new Result.Tree(branches(d.state())))));
    }

    private static List<Result.Branch> branches(StateValue.Group group) {
        List<Result.Branch> branches = new ArrayList<>();
        for (StateValue.Field field : group.fields()) {
            Cell name = Cell.text(field.name(), Style.REGISTER);
            branches.add(switch (field.value()) {
                case StateValue.Group inner -> new Result.Branch(name, branches(inner));
                case StateValue.Flag(boolean value) -> leaf(name, new Cell.Truth(value));
                case StateValue.Text(String value) -> leaf(name, Cell.text(value, Style.STRING));
                case StateValue.Numbers numbers -> leaf(name, Cell.text(numbers.values().stream().limit(SHOWN).map(Long::toHexString)
                    .collect(Collectors.joining(" ")) + (numbers.count() > SHOWN ? " ... (" + numbers.count() + ")" : ""), Style.NUMBER));
                case StateValue.Number number -> leaf(name, number(number));
            });
        }
        if (group.omitted() > 0) {
            branches.add(new Result.Branch(Cell.text("and " + group.omitted() + " more", Style.REMARK), List.of()));
        }
        return branches;
    }

    private static Cell number(StateValue.Number number) {
        boolean none = number.value() == (number.bits() == 32 ? 0xFFFFFFFFL : -1L);
        Cell value = none ? Cell.text("-1", Style.NUMBER) : Cell.hex(number.value());
        String flags = number.layout().map((Layout l) -> l.flags(number.value())).orElse("");
        return flags.isEmpty() ? value : Cell.line(value, Cell.text(flags, Style.REMARK));
    }

    private static Result.Branch leaf(Cell name, Cell value) {
        return new Result.Branch(Cell.line(name, value), List.of());
    }

    // ---- PCI ----

    private static Result pci(Invocation invocation) {
        var table = Result.table("function", "ids", "class", "", ">command", "base addresses", ">line");
        for (PciView f : reader(invocation).pci()) {
            String bars = f.bars().stream().filter(b -> b != 0).map(b -> "0x" + Integer.toHexString(b)).collect(Collectors.joining(" "));
            table.row(Cell.text("00:%02x.%d".formatted(f.device(), f.function())), Cell.text("%04x:%04x".formatted(f.vendor(), f.id())),
                Cell.text("%06x".formatted(f.classCode())), Cell.text(f.title()), Cell.hex(f.command()), Cell.text(bars, Style.ADDRESS),
                Cell.count(f.interruptLine()));
        }
        return table.build();
    }

    // ---- memory map ----

    private static Result memoryMap(Invocation invocation) {
        PhysicalMap map = reader(invocation).physicalMap();
        var ranges = Result.table("physical addresses", ">size", "", "");
        map.ranges().forEach(r -> ranges.row(MachineCells.range(r.first(), r.last()), MachineCells.size(r.last() - r.first() + 1),
            Cell.text(r.kind().name().toLowerCase(Locale.ROOT)), Cell.text(r.name(), Style.KEYWORD)));
        var told = Result.table("physical addresses", ">size", ">type", "");
        map.told().forEach(r -> told.row(MachineCells.range(r.first(), r.last()), MachineCells.size(r.last() - r.first() + 1), Cell.count(r.type()),
            Cell.text(r.meaning())));
        return new Result.Sections(List.of(new Result.Section("what answers", ranges.build()), new Result.Section("what the guest is told (E820)",
            told.build())));
    }
}
