package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CallFrames;
import dev.ringside.repl.workbench.Candidate;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.CommandRow.Repeat;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kind;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Result.Section;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.unwind.Backtrace;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.GeneralRegister;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The call stack, and which of its frames is meant. */
final class FrameCommands {
    private static final String FULL = "full";
    private static final Kind<Part> PART = Kinds.word("COUNT", Part::of,
        (typed, _) -> FULL.startsWith(typed) ? List.of(Candidate.of(FULL, "")) : List.of());
    private static final Parameter<Part> PARTS = Parameter.repeated("count", PART,
        "how many frames; -COUNT: the outermost ones; full: with registers");
    private static final Parameter<Long> LEVEL = Parameter.optional("level", Kinds.NUMBER, "its number; nothing: the selected one");
    private static final Parameter<Long> STEPS = Parameter.optional("count", Kinds.COUNT, "how many frames; nothing: one");

    /** What may be said of a backtrace: how many frames, or that registers are to be shown ({@code count} is 0). */
    private record Part(long count) {
        static Part of(Argument argument) {
            if (argument.text().equals(FULL)) {
                return new Part(0);
            }
            try {
                long count = Long.decode(argument.text());
                if (count != 0 && count > Long.MIN_VALUE) {
                    return new Part(count);
                }
            } catch (NumberFormatException _) {
                // answered below
            }
            throw argument.expected("a number of frames other than 0, or full");
        }
    }

    private FrameCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("backtrace", Group.CODE, "shows the calls that the guest is in").alias("bt", "where").takes(PARTS)
                .describe("""
                    Innermost first. How a frame was found stands beside it: ORC, the tables of a 64-bit Linux kernel; CFI, call frame information
                    of a file; the chain of frame pointers; registers that an interrupt has saved. Where none of them leads on, the stack is
                    looked through for return addresses: a guess, marked with ? as all frames behind it.""")
                .example("backtrace").example("backtrace 5").example("backtrace full -3").linuxExample("bt").does(FrameCommands::backtrace),
            CommandRow.named("frame", Group.CODE, "selects a frame, or shows the selected one").alias("f").takes(LEVEL)
                .describe("""
                    Until the guest runs on, expressions read the registers of the selected frame, as far as they are known, and list and
                    disassemble start from it.""")
                .example("frame").example("frame 0").does(FrameCommands::frame),
            CommandRow.named("up", Group.CODE, "selects the caller of the selected frame").takes(STEPS).repeats(Repeat.SAME).linuxExample("up")
                .does(i -> move(i, 1)),
            CommandRow.named("down", Group.CODE, "selects the frame that the selected one has called").takes(STEPS).repeats(Repeat.SAME)
                .linuxExample("down", "up").does(i -> move(i, -1)),
            CommandRow.named("info frame", Group.CODE, "tells what is known of the selected frame").example("info frame").does(FrameCommands::info));
    }

    private static Result backtrace(Invocation invocation) {
        List<Part> parts = invocation.all(PARTS);
        boolean full = parts.stream().anyMatch(part -> part.count() == 0);
        long count = parts.stream().mapToLong(Part::count).filter(c -> c != 0).findFirst().orElse(Long.MAX_VALUE);
        var calls = new CallFrames(invocation.workbench());
        Backtrace all = calls.all();
        List<Frame> frames = all.frames();
        int size = frames.size();
        boolean whole = count < 0 || count >= size;
        List<Frame> shown = count < 0 ? frames.subList((int) Math.max(0, size + count), size) : frames.subList(0, (int) Math.min(size, count));
        Cell end = whole ? CallFrames.end(all.end()) : Cell.text("(" + (size - shown.size()) + " more)", Style.REMARK);
        Result table = full ? withRegisters(calls, invocation, shown) : table(calls, invocation, shown);
        return new Result.Sections(List.of(new Section("", table), new Section("", Result.line(end))));
    }

    private static Result table(CallFrames calls, Invocation invocation, List<Frame> frames) {
        var table = Result.table("", ">frame", "address", "function", "found by");
        for (Frame frame : frames) {
            boolean selected = frame.level() == calls.selected();
            table.row(Cell.text(selected ? ">" : "", Style.CURRENT), Cell.count(frame.level()), Cell.address(frame.pc()), calls.name(frame),
                Cell.text(CallFrames.how(frame), Style.REMARK));
        }
        return table.build();
    }

    private static Result withRegisters(CallFrames calls, Invocation invocation, List<Frame> frames) {
        var sections = new ArrayList<Section>();
        for (Frame frame : frames) {
            sections.add(new Section("", table(calls, invocation, List.of(frame))));
            sections.add(new Section("", registers(frame)));
        }
        return new Result.Sections(sections);
    }

    private static Result registers(Frame frame) {
        var fields = Result.fields();
        int width = frame.registers().width();
        for (GeneralRegister each : GeneralRegister.values()) {
            frame.registers().get(each).ifPresent(value -> fields.field(each.name(width), Cell.hex(value)));
        }
        return fields.build();
    }

    private static Result frame(Invocation invocation) {
        var calls = new CallFrames(invocation.workbench());
        return line(calls, calls.select(invocation.find(LEVEL).orElse((long) calls.selected())));
    }

    private static Result move(Invocation invocation, int direction) {
        var calls = new CallFrames(invocation.workbench());
        long steps = invocation.find(STEPS).orElse(1L);
        long size = calls.all().frames().size();
        // As in gdb, more steps than there are frames lead to the last one; none at all is a mistake.
        long wanted = Math.clamp(calls.selected() + direction * Math.min(steps, size), 0, size - 1);
        return line(calls, calls.select(wanted == calls.selected() ? wanted + direction : wanted));
    }

    private static Result line(CallFrames calls, Frame frame) {
        return Result.line(Cell.text("#" + frame.level(), Style.CURRENT), Cell.address(frame.pc()), calls.name(frame));
    }

    private static Result info(Invocation invocation) {
        var calls = new CallFrames(invocation.workbench());
        List<Frame> frames = calls.all().frames();
        Frame frame = frames.get(calls.selected());
        int width = frame.registers().width();
        var fields = Result.fields().field("frame", Cell.count(frame.level())).field("address", Cell.address(frame.pc()))
            .field("function", calls.name(frame)).field("found by", Cell.text(frame.level() == 0 ? "the processor is in it" : CallFrames.how(frame)))
            .field("frame address", frame.cfa().isPresent() ? Cell.hex(frame.cfa().getAsLong()) : new Cell.Missing("not known"));
        boolean last = frame.level() == frames.size() - 1;
        fields.field("called by", last ? CallFrames.end(calls.all().end()) : calls.name(frames.get(frame.level() + 1)));
        String known = frame.registers().known().stream().map(r -> r.name(width)).collect(Collectors.joining(" "));
        return fields.field("known registers", Cell.text(known)).build();
    }
}
