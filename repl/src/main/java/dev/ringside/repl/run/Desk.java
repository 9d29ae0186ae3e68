package dev.ringside.repl.run;

import dev.ringside.emulator.debug.Stop;
import dev.ringside.repl.UserError;
import dev.ringside.repl.command.ExitCode;
import dev.ringside.repl.guests.CacheFolder;
import dev.ringside.repl.options.CommandScript;
import dev.ringside.repl.options.RunOptions;
import dev.ringside.repl.options.SerialTarget;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Guest;
import dev.ringside.repl.workbench.Running.Event;
import dev.ringside.repl.workbench.Running.Keys;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.command.Families;
import dev.ringside.repl.workbench.context.StopReport;
import dev.ringside.repl.workbench.render.Palette;
import dev.ringside.repl.workbench.render.TextRenderer;
import dev.ringside.repl.workbench.rule.PendingBreakpoints;
import dev.ringside.repl.workbench.shell.Front;
import dev.ringside.repl.workbench.shell.GuestScreen;
import dev.ringside.repl.workbench.shell.PlainFront;
import dev.ringside.repl.workbench.shell.RuleLog;
import dev.ringside.repl.workbench.shell.Shell;
import dev.ringside.repl.workbench.shell.StartupFile;
import dev.ringside.repl.workbench.shell.TerminalFront;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The prompt beside a run, on a thread of its own: before the guest starts ({@code debug}), when somebody asks for it by Ctrl-A c or a
 * breakpoint stops the guest ({@code run} on a terminal), or just for the commands of {@code --command}.
 */
final class Desk {
    private final RunOptions options;
    private final Optional<Terminal> terminal;
    private final GuestScreen screen = new GuestScreen(new FileOutputStream(FileDescriptor.out));
    private final Thread thread = Thread.ofPlatform().daemon().name("prompt").unstarted(this::work);
    private final ExecutorService between = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("stops").factory());
    private Workbench workbench;
    private Shell shell;
    private Front front;
    private RuleLog log;
    private Runnable leave = () -> {};
    private volatile boolean failed;
    private volatile boolean stoppedForGood;
    private volatile String refusal;
    private volatile boolean leaving;

    private Desk(RunOptions options, Optional<Terminal> terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** A desk for a run; empty when nobody can come to a prompt. */
    static Optional<Desk> of(RunOptions options) throws IOException {
        boolean first = options.prompt().first();
        boolean stdio = options.serial() instanceof SerialTarget.Stdio;
        boolean person = Consoles.terminal() && (first || stdio);
        if (!person && !first && options.prompt().scripts().isEmpty()) {
            return Optional.empty();
        }
        // In raw mode Ctrl-C is a key for the guest; JLine would make a signal of it all the same.
        System.setProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS, "false");
        // Nothing but us asks the terminal questions: an answer that comes late would be keys for the guest.
        return Optional.of(new Desk(options, person
            ? Optional.of(TerminalBuilder.builder().system(true).nativeSignals(true).graphemeCluster(false).build()) : Optional.empty()));
    }

    /** Where COM1 leads. */
    SerialConsole console() throws IOException {
        boolean stdio = options.serial() instanceof SerialTarget.Stdio;
        return terminal.isPresent() && stdio ? new ScreenConsole(terminal.get(), screen) : Consoles.open(options.serial(), !options.prompt().first());
    }

    /**
     * Sits down, the guest held.
     *
     * @param ask ends the run
     */
    void open(Guest guest, SerialLine serial, Diagnostics diagnostics, PrintWriter out, PrintWriter err, Runnable ask) {
        guest.session().control().holdAtStart();
        workbench = new Workbench(guest, Families.table());
        leave = ask;
        Palette palette = palette();
        if (terminal.isPresent()) {
            front = new TerminalFront(terminal.get(), workbench, screen, value -> guest.machine().inputs().offer("com1", value), palette, history());
        } else {
            boolean stdio = options.serial() instanceof SerialTarget.Stdio;
            boolean first = options.prompt().first();
            Runnable freshLine = () -> {
                if (stdio && first && serial.breakOff()) {
                    out.print("\n");
                }
            };
            front = new PlainFront(first ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)) : null,
                first || !stdio ? out : err, diagnostics, palette, freshLine);
        }
        shell = new Shell(workbench, front);
        log = new RuleLog(front);
        guest.session().rules().onLog(log);
        PendingBreakpoints.of(workbench).tell(log);
        shell.beforeAnswers(log::flush);
        guest.session().rules().environment(workbench.expressions().environment());
        guest.session().rules().symbolizer(linear -> workbench.program().nameOf(linear).map(name -> "<" + name + ">").orElse("0x" + Long.toHexString(linear)));
        workbench.consoleHere(terminal.isPresent() && options.serial() instanceof SerialTarget.Stdio);
        workbench.consoleFirst(!options.prompt().first());
        workbench.running().onUnawaited(event -> {
            if (!leaving) {
                between.execute(() -> tell(event));
            }
        });
    }

    private Palette palette() {
        boolean plain = !options.prompt().colour() || System.getenv("NO_COLOR") != null && !System.getenv("NO_COLOR").isEmpty();
        return plain || terminal.isEmpty() || terminal.get().getType().startsWith(Terminal.TYPE_DUMB) ? Palette.NONE : Palette.COLOURS;
    }

    private static Path history() {
        Path file = CacheFolder.of(System.getenv(), System.getProperty("user.home")).resolve("history");
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            // Without its file the history is this session's only.
            return file;
        }
        return file;
    }

    /** The workbench. */
    Workbench workbench() {
        return workbench;
    }

    /** The prompt's thread begins. */
    void start() {
        thread.start();
    }

    /** When the run is over: serves the prompt until nobody is there any more. On the machine's thread. */
    void stay() {
        workbench.machine().afterlife().serve();
    }

    /** Nobody waits for the prompt any more: the process ends. */
    void hurry() {
        workbench.machine().afterlife().close();
    }

    /**
     * What becomes of the exit code.
     *
     * @throws UserError when a command of the command line failed
     */
    int exitCode(int ofGuest) {
        if (refusal != null) {
            throw new UserError(refusal);
        }
        if (failed) {
            return ExitCode.USER_ERROR;
        }
        return stoppedForGood ? ExitCode.LIMIT_REACHED : front.interactive() && options.prompt().first() ? 0 : ofGuest;
    }

    /** Whether somebody at the prompt decided how the run ends, so that nothing is to be said of it. */
    boolean decided() {
        return options.prompt().first() || refusal != null || shell.quitting();
    }

    // ---- the prompt's thread ----

    private void work() {
        try {
            if (options.prompt().first() && options.prompt().tour()) {
                front.show(Tour.lines(), false);
            }
            if (options.prompt().init()) {
                StartupFile.of(System.getenv(), System.getProperty("user.home")).ifPresent(shell::source);
            }
            for (CommandScript script : options.prompt().scripts()) {
                shell.source(script.name(), script.lines());
            }
            if (options.prompt().first()) {
                debug();
            } else {
                run();
            }
        } catch (CommandException e) {
            refusal = e.getMessage();
        } finally {
            leaving = true;
            front.close();
            leave.run();
            hurry();
        }
    }

    private void debug() {
        if (options.prompt().scripts().isEmpty() && workbench.machine().call(workbench.machine()::stopped)) {
            tell(new Event.Stopped(workbench.machine().call(() -> workbench.machine().stop().orElseGet(Stop.Held::new))));
        }
        failed = !shell.run();
    }

    /** The guest runs with the terminal until it ends; a stop on the way opens the prompt, if somebody is there. */
    private void run() {
        while (!shell.quitting() && workbench.running().end().isEmpty()) {
            boolean stopped = workbench.machine().call(workbench.machine()::stopped);
            Event event = workbench.running().foreground(control -> {
                if (stopped) {
                    control.resume();
                }
            }, Keys.GUEST_ALL);
            if (event instanceof Event.Stopped(Stop stop) && !shell.quitting() && !diesNow(stop)) {
                meet(event);
            }
        }
    }

    /** A guest that can only end is let go: nobody has asked for a prompt. */
    private static boolean diesNow(Stop stop) {
        return stop instanceof Stop.DeadHalt || stop instanceof Stop.TripleFault;
    }

    private void meet(Event event) {
        shell.meet(event);
        if (front.interactive()) {
            shell.runUntilResumed();
        } else if (workbench.machine().call(() -> workbench.machine().stop().filter(stop -> !diesNow(stop)).isPresent())) {
            stoppedForGood = true;
            shell.quit();
        }
    }

    private void tell(Event event) {
        try {
            log.flush();
            front.showBetween(new TextRenderer(front.palette(), front.width()).lines(StopReport.of(workbench, event)));
        } catch (CommandException e) {
            front.complain(e.getMessage());
        }
    }
}
