package dev.ringside.repl.workbench.shell;

import dev.ringside.repl.workbench.Running.Event;
import dev.ringside.repl.workbench.Running.Keys;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.render.Palette;
import dev.ringside.repl.workbench.result.Style;
import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntConsumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.NonBlockingReader;

/**
 * A person at a terminal, by JLine. Ctrl-C gives up a line that is being typed, a command that takes long, or a wait for the guest. The
 * guest's console shares the screen: while the guest runs in the foreground its bytes go through as they are; while somebody types, whole
 * lines are printed above.
 */
public final class TerminalFront implements Front {
    private static final int LOOK_MILLIS = 20;
    private static final int HISTORY_LINES = 10_000;
    private static final int CTRL_C = 3;
    private static final String NOTHING = "#";

    private final Terminal terminal;
    private final LineReader reader;
    private final Workbench workbench;
    private final GuestScreen screen;
    private final IntConsumer guestInput;
    private final Palette palette;
    private final EscapeKeys escapes;
    private volatile boolean waiting;
    private volatile boolean closed;

    /**
     * A front on a terminal.
     *
     * @param screen where the guest's console shows, if it does so on this terminal
     * @param guestInput takes keys for the guest's console
     * @param history the file of typed lines
     */
    public TerminalFront(Terminal terminal, Workbench workbench, GuestScreen screen, IntConsumer guestInput, Palette palette, Path history) {
        this.terminal = terminal;
        this.workbench = workbench;
        this.screen = screen;
        this.guestInput = guestInput;
        this.palette = palette;
        escapes = new EscapeKeys(line -> screen.between(List.of(line)));
        var completer = new LineCompleter(workbench);
        reader = LineReaderBuilder.builder().terminal(terminal).appName("ringside").parser(completer).completer(completer)
            .highlighter(new LineHighlighter(workbench, palette)).variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.HISTORY_SIZE, HISTORY_LINES).variable(LineReader.LIST_MAX, HISTORY_LINES / 100)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true).option(LineReader.Option.HISTORY_TIMESTAMPED, false)
            .option(LineReader.Option.CASE_INSENSITIVE, false).option(LineReader.Option.AUTO_FRESH_LINE, false).build();
        terminal.handle(Signal.INT, _ -> interrupt());
        terminal.handle(Signal.QUIT, Terminal.SignalHandler.SIG_IGN);
        screen.reader(reader);
    }

    /** Ctrl-C while no line is being typed. */
    private void interrupt() {
        if (waiting) {
            workbench.running().interrupt();
        } else {
            workbench.cancellation().ask();
        }
    }

    @Override
    public Optional<String> readLine(String prompt) {
        if (closed) {
            return Optional.empty();
        }
        screen.freshLine();
        screen.typing(true);
        try {
            return Optional.of(reader.readLine(palette.paint(prompt.strip(), Style.HEADING) + " "));
        } catch (UserInterruptException e) {
            return Optional.of(NOTHING);
        } catch (EndOfFileException | IOError e) {
            return Optional.empty();
        } finally {
            screen.typing(false);
        }
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public int width() {
        return terminal.getColumns();
    }

    @Override
    public Palette palette() {
        return palette;
    }

    @Override
    public void show(List<String> lines, boolean paged) {
        screen.freshLine();
        new Pager(terminal).show(lines, paged && !closed);
    }

    @Override
    public void complain(String line) {
        show(List.of(palette.paint(line, Style.WARNING)), false);
    }

    @Override
    public void showBetween(List<String> lines) {
        screen.between(lines);
    }

    @Override
    public int runProgram(String command, Optional<String> input) {
        screen.freshLine();
        terminal.flush();
        return HostProgram.onTerminal(command, input);
    }

    // ---- waiting for the guest ----

    @Override
    public Event await(Runnable start, BlockingQueue<Event> events, Keys keys) throws InterruptedException {
        waiting = true;
        try {
            if (keys != Keys.PROMPT && !closed) {
                return withKeys(start, events, keys);
            }
            start.run();
            return events.take();
        } finally {
            waiting = false;
        }
    }

    private Event withKeys(Runnable start, BlockingQueue<Event> events, Keys keys) throws InterruptedException {
        Attributes before = terminal.getAttributes();
        terminal.setAttributes(raw(before));
        screen.raw(true);
        try {
            start.run();
            Event event = events.poll();
            while (event == null) {
                int key = closed ? NonBlockingReader.READ_EXPIRED : terminal.reader().read(LOOK_MILLIS);
                if (key >= 0) {
                    take(key, keys);
                } else if (key == NonBlockingReader.EOF) {
                    terminalGone();
                }
                event = closed ? events.take() : events.poll();
            }
            return event;
        } catch (IOException e) {
            terminalGone();
            return events.take();
        } finally {
            screen.raw(false);
            terminal.setAttributes(before);
        }
    }

    private void take(int key, Keys keys) {
        if (keys == Keys.GUEST && key == CTRL_C) {
            workbench.running().interrupt();
            return;
        }
        escapes.key(key, this::toGuest, () -> {
            Shell.of(workbench).quit();
            workbench.running().interrupt();
        }, workbench.running()::interrupt);
    }

    private void toGuest(int key) {
        for (byte one : Character.toString(key).getBytes(StandardCharsets.UTF_8)) {
            guestInput.accept(one & 0xFF);
        }
    }

    /** Nobody is there any more: the guest stops and the prompt ends. */
    private void terminalGone() {
        closed = true;
        Shell.of(workbench).quit();
        workbench.running().interrupt();
    }

    static Attributes raw(Attributes attributes) {
        var raw = new Attributes(attributes);
        raw.setLocalFlag(Attributes.LocalFlag.ICANON, false);
        raw.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        raw.setLocalFlag(Attributes.LocalFlag.IEXTEN, false);
        raw.setInputFlag(Attributes.InputFlag.ICRNL, false);
        raw.setInputFlag(Attributes.InputFlag.INLCR, false);
        raw.setInputFlag(Attributes.InputFlag.IXON, false);
        raw.setControlChar(Attributes.ControlChar.VMIN, 1);
        raw.setControlChar(Attributes.ControlChar.VTIME, 0);
        return raw;
    }

    @Override
    public void close() {
        try {
            reader.getHistory().save();
        } catch (IOException e) {
            // Without its file the history is this session's only.
            closed = true;
        }
    }
}
