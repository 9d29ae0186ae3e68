package dev.ringside.repl.workbench.context;

import dev.ringside.emulator.debug.Caller;
import dev.ringside.emulator.debug.RunEnd;
import dev.ringside.emulator.debug.Stop;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.repl.workbench.Code;
import dev.ringside.repl.workbench.Running;
import dev.ringside.repl.workbench.Setting;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.repl.workbench.rule.RuleScripts;
import dev.ringside.repl.workbench.rule.RuleView;
import dev.ringside.repl.workbench.shell.Shell;
import java.util.ArrayList;
import java.util.List;

/** What the prompt says when the guest has stopped or ended. */
public final class StopReport {
    private StopReport() {}

    /** Why and where, then the context view if it is on, then the displays. From any thread. */
    public static Result of(Workbench workbench, Running.Event event) {
        return workbench.machine().call(() -> switch (event) {
            case Running.Event.Ended(RunEnd end) -> Result.line(Cell.text(text(end, workbench.session().instructions()), Style.CURRENT));
            case Running.Event.Stopped(Stop stop) -> stopped(workbench, stop);
        });
    }

    /** As {@link #of}, unless the stop's rules want it quiet; their commands are carried out next. On the prompt's thread. */
    public static Result after(Workbench workbench, Running.Event event) {
        // The Ctrl-C that has stopped the guest is not meant for the report.
        workbench.executor().begin();
        RuleScripts scripts = RuleScripts.of(workbench);
        List<String> lines = workbench.machine().call(() -> scripts.after(event));
        if (!lines.isEmpty()) {
            Shell.of(workbench).followUp(lines);
        }
        return workbench.machine().call(() -> scripts.silent(event)) ? Result.nothing() : of(workbench, event);
    }

    private static Result stopped(Workbench workbench, Stop stop) {
        var sections = new ArrayList<Result.Section>();
        List<Cell> reasons = reasons(stop, workbench);
        if (!reasons.isEmpty()) {
            sections.add(new Result.Section("", new Result.Lines(reasons)));
        }
        boolean context = switch (workbench.settings().get(Setting.CONTEXT)) {
            case "on" -> true;
            case "off" -> false;
            default -> workbench.interactive();
        };
        if (context) {
            sections.addAll(((Result.Sections) ContextView.of(workbench).view(workbench)).sections());
        } else {
            sections.add(new Result.Section("", place(workbench)));
        }
        Result displays = Displays.of(workbench).show(workbench);
        if (!(displays instanceof Result.Nothing)) {
            sections.add(new Result.Section(context ? "display" : "", displays));
        }
        return new Result.Sections(sections);
    }

    /** The next instruction in one line. */
    public static Result place(Workbench workbench) {
        var code = new Code(workbench);
        long pc = workbench.machine().pc();
        return code.current().map(line -> Result.line(Cell.text("=>", Style.CURRENT), workbench.address(pc), new Cell.Code(line.text())))
            .orElseGet(() -> Result.line(Cell.text("=>", Style.CURRENT), workbench.address(pc), new Cell.Missing("cannot be read")));
    }

    private static List<Cell> reasons(Stop stop, Workbench workbench) {
        return switch (stop) {
            case Stop.Stepped(), Stop.Arrived _ -> List.of();
            case Stop.Held() -> List.of(Cell.text(workbench.session().instructions() == 0 ? "stopped before the first instruction" : "stopped"));
            case Stop.Interrupted() -> List.of(Cell.text("interrupted"));
            case Stop.Finished(Caller from, String register, long value) -> List.of(Cell.line(Cell.text("returned, " + register + " ="), Cell.hex(value),
                Cell.text(from.certain() ? "" : "(the caller is a guess: " + from.how() + ")", Style.WARNING)));
            case Stop.Breakpoint(long linear) -> List.of(Cell.line(Cell.text("breakpoint at", Style.CURRENT), workbench.address(linear)));
            case Stop.RulesHit hit -> hits(hit, workbench);
            case Stop.Event _ -> List.of(Cell.text("an event that was waited for", Style.CURRENT));
            case Stop.Restored(String snapshot) -> List.of(Cell.line(Cell.text("restored " + snapshot + ", at instruction"),
                Cell.count(workbench.session().instructions())));
            case Stop.TripleFault(long linear) ->
                List.of(Cell.line(Cell.text("triple fault: the processor is shut down, at", Style.WARNING), workbench.address(linear)));
            case Stop.DeadHalt() -> List.of(Cell.text("the guest has halted with no way to wake", Style.CURRENT));
        };
    }

    private static List<Cell> hits(Stop.RulesHit stop, Workbench workbench) {
        var lines = new ArrayList<Cell>();
        stop.hits().forEach(hit -> lines.add(RuleView.hit(hit, workbench)));
        stop.failures().forEach(failure -> lines.add(Cell.text(failure, Style.WARNING)));
        return lines;
    }

    private static String text(RunEnd end, long instructions) {
        String how = switch (end) {
            case RunEnd.Killed() -> "the guest was ended";
            case RunEnd.Guest(StopReason reason) -> switch (reason) {
                case StopReason.PowerOff() -> "the guest has powered off";
                case StopReason.DebugExit(int code) -> "the guest has ended with exit code " + (code & 0xFF);
                case StopReason.DeadHalt() -> "the guest has halted with no way to wake";
                case StopReason.TripleFault(_, long linear) -> "triple fault at 0x" + Long.toHexString(linear);
                case StopReason.InstructionLimit() -> "the instruction limit is reached";
                case StopReason.TimeLimit() -> "the time limit is reached";
                case StopReason.Interrupted(), StopReason.Probe _, StopReason.Event _ -> "the run is over";
            };
        };
        return how + ", after " + instructions + " instructions";
    }
}
