package dev.ringside.repl.workbench.context;

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
import java.util.ArrayList;
import java.util.Optional;

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

    private static Result stopped(Workbench workbench, Stop stop) {
        var sections = new ArrayList<Result.Section>();
        reason(stop, workbench).ifPresent(why -> sections.add(new Result.Section("", Result.line(why))));
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

    private static Optional<Cell> reason(Stop stop, Workbench workbench) {
        return switch (stop) {
            case Stop.Stepped() -> Optional.empty();
            case Stop.Held() -> Optional.of(Cell.text(workbench.session().instructions() == 0 ? "stopped before the first instruction" : "stopped"));
            case Stop.Interrupted() -> Optional.of(Cell.text("interrupted"));
            case Stop.Breakpoint(long linear) -> Optional.of(Cell.line(Cell.text("breakpoint at", Style.CURRENT), workbench.address(linear)));
            case Stop.Event _ -> Optional.of(Cell.text("an event that was waited for", Style.CURRENT));
            case Stop.TripleFault(long linear) ->
                Optional.of(Cell.line(Cell.text("triple fault: the processor is shut down, at", Style.WARNING), workbench.address(linear)));
            case Stop.DeadHalt() -> Optional.of(Cell.text("the guest has halted with no way to wake", Style.CURRENT));
        };
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
