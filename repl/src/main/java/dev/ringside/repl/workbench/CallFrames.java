package dev.ringside.repl.workbench;

import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.unwind.Backtrace;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.FrameMethod;
import dev.ringside.symbols.unwind.StackWalk;
import dev.ringside.symbols.unwind.WalkEnd;
import java.util.Locale;
import java.util.Optional;

/** The call stack at the workbench, and its frames in words. On the machine's thread. */
public final class CallFrames {
    private static final Object WHOLE = new Object();

    private final Workbench workbench;

    /** The call stack of a workbench's guest. */
    public CallFrames(Workbench workbench) {
        this.workbench = workbench;
    }

    /** All frames; found once for each stop. */
    public Backtrace all() {
        return workbench.perStop(WHOLE, () -> first(StackWalk.MOST_FRAMES));
    }

    /** The innermost frames, at most so many. */
    public Backtrace first(int limit) {
        return workbench.session().callStack(0).frames(limit);
    }

    /** The level of the selected frame. */
    public int selected() {
        return workbench.frame().map(SelectedFrame::level).orElse(0);
    }

    /**
     * Selects a frame.
     *
     * @throws CommandException when there is no such level
     */
    public Frame select(long level) {
        var frames = all().frames();
        if (level < 0 || level >= frames.size()) {
            throw new CommandException("expected a frame from 0 to " + (frames.size() - 1) + ", found " + level
                + (level > 0 ? ": " + all().end().text() : ""));
        }
        Frame frame = frames.get((int) level);
        workbench.select(new StackFrame(frame, workbench.machine()));
        return frame;
    }

    /** The function that a frame is in, how far, in which module, and the source line where it is known; a guess has a question mark. */
    public Cell name(Frame frame) {
        var program = workbench.program();
        String module = program.nameOf(frame.lookupPc()).filter(name -> name.endsWith("]"))
            .map(name -> name.substring(name.lastIndexOf(" ["))).orElse("");
        Cell symbol = frame.symbol().map(location -> Cell.text(location + module, Style.SYMBOL)).orElse(Cell.text("??", Style.WARNING));
        Cell guess = frame.sure() ? symbol : Cell.line(Cell.text("?", Style.WARNING), symbol);
        Optional<Program.SourcePlace> source = program.sourceOf(frame.lookupPc());
        return source.isEmpty() ? guess
            : Cell.line(guess, Cell.text("at " + source.get().file() + ":" + source.get().line(), Style.REMARK));
    }

    /** How a frame was found, in a word or two. */
    public static String how(Frame frame) {
        String method = switch (frame.how()) {
            case LIVE -> "";
            case ORC, CFI -> frame.how().name();
            case FRAME_POINTER, SAVED_REGISTERS, SCAN -> frame.how().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
        boolean interrupted = frame.exact() && frame.how() != FrameMethod.LIVE;
        return interrupted ? method.isEmpty() ? "interrupted" : method + ", interrupted" : method;
    }

    /** Why the stack ends, as a remark. */
    public static Cell end(WalkEnd end) {
        return Cell.text("(" + end.text() + ")", Style.REMARK);
    }
}
