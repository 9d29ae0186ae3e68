package dev.ringside.repl.workbench.shell;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Running.Event;
import dev.ringside.repl.workbench.Running.Keys;
import dev.ringside.repl.workbench.render.Palette;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Lines from a pipe, or from nowhere; answers to a stream. No prompt, no colours unless asked for, no echo. */
public final class PlainFront implements Front {
    private final BufferedReader in;
    private final PrintWriter out;
    private final Consumer<String> complaints;
    private final Palette palette;
    private final Runnable freshLine;

    /**
     * A front.
     *
     * @param in where lines come from; null: there are none
     * @param out where answers go
     * @param complaints takes what went wrong
     * @param freshLine ends a line of the guest's that stands unfinished where answers go
     */
    public PlainFront(BufferedReader in, PrintWriter out, Consumer<String> complaints, Palette palette, Runnable freshLine) {
        this.in = in;
        this.out = out;
        this.complaints = complaints;
        this.palette = palette;
        this.freshLine = freshLine;
    }

    @Override
    public Optional<String> readLine(String prompt) {
        try {
            return in == null ? Optional.empty() : Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            // Who sent the lines is gone: there are no more.
            return Optional.empty();
        }
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public int width() {
        return 0;
    }

    @Override
    public Palette palette() {
        return palette;
    }

    @Override
    public synchronized void show(List<String> lines, boolean paged) {
        if (!lines.isEmpty()) {
            freshLine.run();
            lines.forEach(line -> out.print(line + "\n"));
            out.flush();
        }
    }

    @Override
    public void complain(String line) {
        freshLine.run();
        out.flush();
        complaints.accept(line);
    }

    @Override
    public void showBetween(List<String> lines) {
        show(lines, false);
    }

    @Override
    public Event await(Runnable start, BlockingQueue<Event> events, Keys keys) throws InterruptedException {
        start.run();
        return events.take();
    }

    @Override
    public int runProgram(String command, Optional<String> input) {
        freshLine.run();
        out.flush();
        return HostProgram.run(command, input, output -> {
            out.print(output);
            out.flush();
        });
    }

    @Override
    public void close() {
        out.flush();
        if (out.checkError()) {
            throw new CommandException("the output cannot be written");
        }
    }
}
