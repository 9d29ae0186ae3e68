package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.program.CurrentTask;
import dev.ringside.repl.symbols.Glob;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.linux.Dmesg;
import dev.ringside.symbols.linux.KernelModule;
import dev.ringside.symbols.linux.LinuxKernel;
import dev.ringside.symbols.linux.LinuxVersion;
import dev.ringside.symbols.linux.LogRecord;
import dev.ringside.symbols.linux.MemoryArea;
import dev.ringside.symbols.linux.MemoryAreas;
import dev.ringside.symbols.linux.Modules;
import dev.ringside.symbols.linux.PvOp;
import dev.ringside.symbols.linux.PvOps;
import dev.ringside.symbols.linux.Task;
import dev.ringside.symbols.linux.Tasks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Views of a Linux guest: {@code dmesg}, {@code ps}, {@code modules}, {@code lx-version}, {@code pv-ops}, {@code vmmap}. */
final class LinuxCommands {
    private static final Parameter<Long> LINES = Parameter.optional("count", Kinds.COUNT, "only so many records, the last ones");
    private static final Parameter<String> THREADS = Parameter.optional("threads", Kinds.choice("threads", List.of("threads")),
        "every thread, not only every process");
    private static final Parameter<String> OPERATION = Parameter.optional("pattern", Kinds.SYMBOL, "names of operations or of functions, with * and ?");
    private static final Parameter<Long> PROCESS = Parameter.optional("pid", Kinds.NUMBER, "number of the process; the current task's by default");
    /** Levels of importance (include/linux/kern_levels.h) as {@code dmesg} names them. */
    private static final List<String> LEVELS = List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug");
    private static final int WARNING = 4;

    private LinuxCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("dmesg", Group.SYSTEM, "shows the log of the guest's kernel").takes(LINES)
                .describe("Read from the kernel's ring buffer in guest memory, so it works when the guest does nothing any more, and shows what never "
                    + "came to the console. Needs the kernel's types, and Linux 5.10 or later.")
                .linuxExample("dmesg 20").linuxExample("dmesg | grep kvm").does(LinuxCommands::dmesg),
            CommandRow.named("ps", Group.SYSTEM, "lists the processes of the guest").takes(THREADS)
                .describe("States are those of ps: R runs or wants to, S sleeps, D sleeps and heeds no signal, T stopped, t traced, Z zombie, X dead, "
                    + "P parked, I idle. The current task is marked. Needs the kernel's types.")
                .linuxExample("ps").linuxExample("ps threads").does(LinuxCommands::ps),
            CommandRow.named("modules", Group.SYSTEM, "lists the modules of the guest's kernel").alias("lsmod")
                .describe("Their symbols are known by name, with the module's behind them in brackets. Needs the kernel's types.")
                .linuxExample("modules").does(LinuxCommands::modules),
            CommandRow.named("lx-version", Group.SYSTEM, "says which Linux runs").alias("uname")
                .linuxExample("lx-version").does(LinuxCommands::version),
            CommandRow.named("pv-ops", Group.PARAVIRT, "shows the kernel's table of paravirtual operations").takes(OPERATION)
                .describe("Each operation stands for what a hypervisor would have to trap; the function is what the kernel calls for it now. Many calls "
                    + "have been patched into the code by the time the guest runs. Without types entries have numbers instead of names.")
                .linuxExample("pv-ops mmu.*").linuxExample("pv-ops *kvm*").does(LinuxCommands::operations),
            CommandRow.named("vmmap", Group.SYSTEM, "lists the memory areas of a process").takes(PROCESS)
                .describe("As /proc/PID/maps has them. Needs the kernel's types, and Linux 6.1 or later.")
                .linuxExample("vmmap 1").does(LinuxCommands::areas));
    }

    private static LinuxKernel kernel(Invocation invocation) {
        return GuestAnswers.ask(() -> invocation.workbench().session().program().needLinux());
    }

    private static Result dmesg(Invocation invocation) {
        Dmesg.Log log = GuestAnswers.ask(() -> Dmesg.read(kernel(invocation)));
        int all = log.records().size();
        int first = (int) Math.max(0, all - invocation.find(LINES).orElse((long) all));
        Result.TableBuilder table = Result.table(">time", "level", "text");
        for (LogRecord record : log.records().subList(first, all)) {
            invocation.workbench().cancellation().check();
            Cell time = Cell.text(seconds(record.nanoseconds()), Style.NUMBER);
            Style style = record.level() <= WARNING ? Style.WARNING : Style.PLAIN;
            Cell level = Cell.text(LEVELS.get(record.level() & 7), style);
            // A record of several lines is several rows, each of which can be found by its own text.
            record.text().lines().forEach(line -> table.row(time, level, Cell.text(line, style)));
        }
        return GuestAnswers.with(table.build(), log.skipped() == 0 ? Optional.empty()
            : Optional.of(log.skipped() + " records could not be read: they are being written"));
    }

    private static String seconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%d.%06d", nanoseconds / 1_000_000_000, nanoseconds / 1000 % 1_000_000);
    }

    private static Result ps(Invocation invocation) {
        LinuxKernel kernel = kernel(invocation);
        Tasks.Listing listing = GuestAnswers.ask(() -> {
            var tasks = new Tasks(kernel);
            return invocation.find(THREADS).isPresent() ? tasks.threads() : tasks.processes();
        });
        long current = invocation.workbench().session().program().task() instanceof CurrentTask.Known(long address) ? address : 0;
        Result.TableBuilder table = Result.table("", ">pid", ">tgid", ">parent", "state", "name", ">cpu", "task", "mm", "stack");
        for (Task task : listing.tasks()) {
            boolean marked = task.address() == current;
            Style style = marked ? Style.CURRENT : Style.PLAIN;
            table.row(Cell.text(marked ? "*" : "", style), Cell.count(task.pid()), Cell.count(task.tgid()), Cell.count(task.parent()),
                Cell.text(String.valueOf(task.state().letter())), Cell.text(task.kernel() ? "[" + task.name() + "]" : task.name(), style),
                Cell.count(task.cpu()), Cell.address(task.address()), address(task.mm()), address(task.stack()));
        }
        return GuestAnswers.with(table.build(), listing.broken());
    }

    private static Cell address(long linear) {
        return linear == 0 ? Cell.text("-") : Cell.address(linear);
    }

    private static Result modules(Invocation invocation) {
        Modules.Listing listing = GuestAnswers.ask(() -> new Modules(kernel(invocation)).all());
        if (listing.modules().isEmpty() && listing.broken().isEmpty()) {
            return Result.text("no modules are loaded");
        }
        Result.TableBuilder table = Result.table("name", ">size", ">users", "state", "address");
        for (KernelModule module : listing.modules()) {
            table.row(Cell.text(module.name()), Cell.count(module.size()), new Cell.Number(module.users(), true), Cell.text(module.state().title()),
                Cell.address(module.base()));
        }
        return GuestAnswers.with(table.build(), listing.broken());
    }

    private static Result version(Invocation invocation) {
        LinuxVersion version = GuestAnswers.ask(() -> LinuxVersion.read(kernel(invocation)));
        Result.FieldsBuilder fields = Result.fields();
        version.banner().ifPresent(banner -> fields.field("banner", Cell.text(banner)));
        version.names().ifPresent(names -> fields.field("release", Cell.text(names.release())).field("version", Cell.text(names.version()))
            .field("machine", Cell.text(names.machine())).field("node", Cell.text(names.node())));
        return fields.build();
    }

    private static Result operations(Invocation invocation) {
        PvOps.Table table = GuestAnswers.ask(() -> PvOps.read(kernel(invocation)));
        Predicate<String> wanted = invocation.find(OPERATION).<Predicate<String>>map(Glob::new).orElse(_ -> true);
        Result.TableBuilder rows = Result.table("operation", "entry", "function");
        for (PvOp op : table.entries()) {
            if (wanted.test(op.name()) || op.symbol().filter(wanted).isPresent()) {
                rows.row(Cell.text(op.name()), Cell.address(op.slot()), op.target() == 0 ? Cell.text("-") : new Cell.Address(op.target(), 0, op.symbol()));
            }
        }
        return GuestAnswers.with(rows.build(), table.named() ? Optional.empty()
            : Optional.of("the kernel's types are not known: entries have numbers, and where the table ends is a guess"));
    }

    private static Result areas(Invocation invocation) {
        LinuxKernel kernel = kernel(invocation);
        MemoryAreas.Listing listing = GuestAnswers.ask(() -> MemoryAreas.read(kernel, process(invocation, kernel).mm()));
        if (listing.areas().isEmpty() && listing.broken().isEmpty()) {
            return Result.text("a thread of the kernel has no memory of its own");
        }
        Result.TableBuilder table = Result.table("start", "end", "access", ">size", ">offset", "file");
        for (MemoryArea area : listing.areas()) {
            table.row(Cell.address(area.start()), Cell.address(area.end()), Cell.text(area.permissions()), Cell.count(area.end() - area.start()),
                Cell.hex(area.offset()), Cell.text(area.file()));
        }
        return GuestAnswers.with(table.build(), listing.broken());
    }

    private static Task process(Invocation invocation, LinuxKernel kernel) {
        return GuestAnswers.ask(() -> {
            var tasks = new Tasks(kernel);
            if (invocation.find(PROCESS).isEmpty()) {
                return switch (invocation.workbench().session().program().task()) {
                    case CurrentTask.Known(long address) -> tasks.read(address);
                    case CurrentTask.Unknown(String why) -> throw new CommandException(why);
                };
            }
            long pid = invocation.get(PROCESS);
            return tasks.threads().tasks().stream().filter(task -> task.pid() == pid).findFirst()
                .orElseThrow(() -> new CommandException("no process has the number " + pid + "; `ps` lists them"));
        });
    }
}
