package dev.ringside.repl.workbench.shell;

import dev.ringside.emulator.debug.rule.LogLine;
import dev.ringside.repl.workbench.render.TextRenderer;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Shows what rules log. Lines come on the machine's thread, which does not wait for the terminal. */
public final class RuleLog implements Consumer<LogLine> {
    private static final int AT_ONCE = 500;
    private static final int PAUSE_MILLIS = 20;

    private final Front front;
    private final BlockingQueue<LogLine> lines = new LinkedBlockingQueue<>();
    private final TextRenderer renderer;

    /** A log that shows its lines on a front. */
    public RuleLog(Front front) {
        this.front = front;
        renderer = new TextRenderer(front.palette(), 0);
        Thread.ofPlatform().daemon().name("rule log").start(this::show);
    }

    @Override
    public void accept(LogLine line) {
        lines.add(line);
    }

    /** Shows what has come so far: before a stop is reported. */
    public void flush() {
        showAll();
    }

    private void show() {
        try {
            while (true) {
                // Taken and shown under one lock, so that a flush never overtakes a line.
                showAll();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void showAll() {
        var some = new ArrayList<LogLine>();
        while (lines.drainTo(some, AT_ONCE) > 0) {
            front.showBetween(some.stream().map(this::text).toList());
            some.clear();
        }
    }

    private String text(LogLine line) {
        String who = line.name().isEmpty() ? "rule " + line.rule() : line.name();
        return renderer.text(Cell.line(Cell.count(line.instructions()), Cell.text(who + ":", Style.KEYWORD), Cell.text(line.text())));
    }
}
