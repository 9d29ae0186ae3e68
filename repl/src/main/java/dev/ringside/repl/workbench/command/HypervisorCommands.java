package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.engine.EngineStatistics;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.repl.options.Choice;
import dev.ringside.repl.options.EngineName;
import dev.ringside.repl.symbols.Glob;
import dev.ringside.repl.workbench.AbiLog;
import dev.ringside.repl.workbench.CallText;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Running;
import dev.ringside.repl.workbench.Running.Event;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.context.StopReport;
import dev.ringside.repl.workbench.render.TextRenderer;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.repl.workbench.shell.Front;
import dev.ringside.repl.workbench.shell.Shell;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** What passes between guest and hypervisor, and the emulator's own numbers. */
final class HypervisorCommands {
    private static final Parameter<Long> COUNT = Parameter.optional("count", Kinds.COUNT, "how many of the last; nothing: 20");
    private static final Parameter<String> NAME = Parameter.optional("name", Kinds.word("PATTERN", argument -> argument.text(), (_, _) -> List.of()),
        "only calls whose kind or name is this; * and ? stand for anything");
    private static final Parameter<String> ENGINE = Parameter.optional("engine",
        Kinds.choice("ENGINE", Stream.of(EngineName.values()).map(EngineName::label).toList()), "go on with this one");

    private static final long DEFAULT_COUNT = 20;

    private HypervisorCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("hypercalls", Group.PARAVIRT, "lists the last calls of the guest to its hypervisor").alias("hc").takes(COUNT, NAME)
                .describe("Hypercalls, CPUID leaves, MSRs and ports of the platform's, shared pages: whatever crosses. The last 4096 are kept.")
                .example("hypercalls").example("hypercalls 5").example("hypercalls 100 cpuid").does(HypervisorCommands::last),
            CommandRow.named("hypercalls histogram", Group.PARAVIRT, "counts the guest's calls by kind and name").example("hypercalls histogram")
                .does(HypervisorCommands::histogram),
            CommandRow.named("hypercalls live", Group.PARAVIRT, "lets the guest run and shows its calls as they happen, until Ctrl-C").takes(NAME).onPrompt()
                .example("hypercalls live hypercall").does(HypervisorCommands::live),
            CommandRow.named("platform", Group.PARAVIRT, "tells who the machine pretends to be, and what was asked of it").example("platform")
                .does(HypervisorCommands::platform),
            CommandRow.named("engine", Group.MACHINE, "tells what executes the guest's code, or goes on with another engine").takes(ENGINE)
                .describe("Both engines come to the same state; the guest sees nothing of a switch.")
                .example("engine").example("engine interpreter").does(HypervisorCommands::engine),
            CommandRow.named("stats", Group.MACHINE, "shows the machine's counters").example("stats").does(HypervisorCommands::stats),
            CommandRow.named("hash", Group.MACHINE, "64 bits over all that the guest can see").describe(
                "Two machines with the same hash are in the same state. Looking at the guest never changes it.").example("hash")
                .does(i -> Result.line(new Cell.Hex(i.workbench().guest().machine().stateHash(), 16))));
    }

    private static boolean wanted(AbiCall call, Optional<String> pattern) {
        return pattern.isEmpty() || new Glob(pattern.get()).test(call.name()) || new Glob(pattern.get()).test(call.kind().label());
    }

    private static Result last(Invocation invocation) {
        AbiLog log = invocation.workbench().guest().calls();
        Optional<String> name = invocation.find(NAME);
        List<AbiCall> calls = log.last(name.isPresent() ? Long.MAX_VALUE : invocation.find(COUNT).orElse(DEFAULT_COUNT));
        List<AbiCall> chosen = calls.stream().filter(call -> wanted(call, name)).toList();
        int skipped = (int) Math.max(0, chosen.size() - invocation.find(COUNT).orElse(DEFAULT_COUNT));
        var table = Result.table(">instruction", ">ring", "from", "kind", "call", "result");
        chosen.subList(skipped, chosen.size()).forEach(call -> table.row(Cell.count(call.instructions()), Cell.count(call.cpl()),
            invocation.workbench().address(call.rip()), Cell.text(call.kind().label(), Style.KEYWORD),
            Cell.joined(Cell.text(call.name(), Style.SYMBOL), Cell.text("(" + CallText.text(call.arguments()) + ")")), Cell.text(CallText.text(call.results()))));
        return chosen.isEmpty() ? Result.line(new Cell.Missing("none so far")) : table.build();
    }

    private static Result histogram(Invocation invocation) {
        List<AbiLog.Count> counts = invocation.workbench().guest().calls().counts();
        var table = Result.table("kind", ">count", ">first at", ">last at", "name");
        counts.forEach(count -> table.row(Cell.text(count.kind().label(), Style.KEYWORD), Cell.count(count.count()), Cell.count(count.first()),
            Cell.count(count.last()), Cell.text(count.name(), Style.SYMBOL)));
        return counts.isEmpty() ? Result.line(new Cell.Missing("none so far")) : table.build();
    }

    /** Calls come on the machine's thread, which must not wait for a terminal: they pass through a queue. */
    private static Result live(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        AbiLog log = workbench.guest().calls();
        Front front = Shell.of(workbench).front();
        Optional<String> name = invocation.find(NAME);
        BlockingQueue<Optional<Cell>> lines = new LinkedBlockingQueue<>();
        Thread printer = Thread.ofVirtual().start(() -> print(front, lines));
        workbench.machine().call(() -> {
            log.live(call -> {
                if (wanted(call, name)) {
                    lines.add(Optional.of(CallText.line(call, workbench)));
                }
            });
            return null;
        });
        try {
            Event event = workbench.running().foreground(control -> control.resume(), Running.Keys.PROMPT);
            end(lines, printer);
            return StopReport.of(workbench, event);
        } finally {
            workbench.machine().call(() -> {
                log.live(call -> { });
                return null;
            });
            end(lines, printer);
        }
    }

    private static void end(BlockingQueue<Optional<Cell>> lines, Thread printer) {
        lines.add(Optional.empty());
        try {
            printer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(Front front, BlockingQueue<Optional<Cell>> lines) {
        var renderer = new TextRenderer(front.palette(), 0);
        try {
            for (Optional<Cell> line = lines.take(); line.isPresent(); line = lines.take()) {
                front.showBetween(List.of(renderer.text(line.get())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Result platform(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        AbiLog log = workbench.guest().calls();
        var fields = Result.fields().field("platform", Cell.text(workbench.guest().platform().name(), Style.KEYWORD))
            .field("configuration", Cell.text(workbench.guest().platform().configuration())).field("calls", Cell.count(log.total()));
        for (AbiCall.Kind kind : AbiCall.Kind.values()) {
            long count = log.counts().stream().filter(one -> one.kind() == kind).mapToLong(AbiLog.Count::count).sum();
            if (count > 0) {
                fields.field(kind.label(), Cell.count(count));
            }
        }
        log.last(1).forEach(call -> fields.field("last", CallText.line(call, workbench)));
        return fields.build();
    }

    private static Result engine(Invocation invocation) {
        Machine machine = invocation.workbench().guest().machine();
        invocation.find(ENGINE).ifPresent(label -> machine.switchEngine(Choice.parse(label, EngineName.values()).factory()));
        EngineStatistics statistics = machine.engineStatistics(0);
        return Result.fields().field("interpreted", Cell.count(statistics.interpreted())).field("translated", Cell.count(statistics.translated()))
            .field("units", Cell.count(statistics.units())).build();
    }

    private static Result stats(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        Machine machine = workbench.guest().machine();
        EngineStatistics engine = machine.engineStatistics(0);
        Runtime runtime = Runtime.getRuntime();
        return Result.fields().field("instructions", Cell.count(workbench.session().instructions()))
            .field("virtual time, ns", Cell.count(machine.virtualTime())).field("interpreted", Cell.count(engine.interpreted()))
            .field("translated", Cell.count(engine.translated())).field("units", Cell.count(engine.units()))
            .field("ABI calls", Cell.count(workbench.guest().calls().total())).field("guest memory", Cell.count(machine.memory().ramSize()))
            .field("heap used", Cell.count(runtime.totalMemory() - runtime.freeMemory())).field("heap committed", Cell.count(runtime.totalMemory())).build();
    }
}
