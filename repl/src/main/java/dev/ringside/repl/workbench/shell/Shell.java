package dev.ringside.repl.workbench.shell;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.CommandRow.Repeat;
import dev.ringside.repl.workbench.Running;
import dev.ringside.repl.workbench.Setting;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.context.StopReport;
import dev.ringside.repl.workbench.render.TextRenderer;
import dev.ringside.repl.workbench.result.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Takes lines, carries them out, shows what they answer, until somebody quits or the lines end. One thread's. */
public final class Shell {
    private static final String END = "end";
    private static final int DEEPEST_SOURCE = 16;

    private final Workbench workbench;
    private final Front front;
    private final Deque<String> followUps = new ArrayDeque<>();
    private String last = "";
    private boolean failed;
    private boolean quit;
    private int sourceDepth;
    private Runnable beforeAnswers = () -> {};

    /** A shell between a workbench and a person. */
    public Shell(Workbench workbench, Front front) {
        this.workbench = workbench;
        this.front = front;
        workbench.part(Shell.class, () -> this);
        workbench.interactive(front.interactive());
        workbench.running().waitBy(front);
    }

    /** The shell of a workbench, for commands that need one. */
    public static Shell of(Workbench workbench) {
        return workbench.part(Shell.class, () -> {
            throw new CommandException("there is no prompt here");
        });
    }

    /** The person's side. */
    public Front front() {
        return front;
    }

    /** Takes lines until somebody quits or they end; whether every command of those that nobody could correct has worked. */
    public boolean run() {
        while (!quit) {
            Optional<String> line = front.readLine(prompt());
            if (line.isEmpty()) {
                break;
            }
            take(line.get(), this::bodyFromFront);
        }
        return front.interactive() || !failed;
    }

    /** Takes lines until somebody lets the guest run, quits, or they end, which is quitting too. */
    public void runUntilResumed() {
        while (!quit && workbench.running().end().isEmpty() && workbench.machine().call(workbench.machine()::stopped)) {
            Optional<String> line = front.readLine(prompt());
            line.ifPresentOrElse(text -> take(text, this::bodyFromFront), this::quit);
        }
    }

    private String prompt() {
        boolean runs = workbench.running().end().isEmpty() && !workbench.machine().call(workbench.machine()::stopped);
        return runs ? "(running) " : workbench.running().end().isPresent() ? "(ended) " : "(ringside) ";
    }

    /** Somebody wants to leave. */
    public void quit() {
        quit = true;
    }

    /** Whether somebody wants to leave. */
    public boolean quitting() {
        return quit;
    }

    /** Commands that are to be carried out after the present one, in order: those of a breakpoint. */
    public void followUp(List<String> lines) {
        followUps.addAll(lines);
    }

    /** Carries out one line, whatever comes of it. */
    private void take(String line, BodyReader bodies) {
        try {
            carryOut(line, bodies);
        } catch (CommandException e) {
            complain(e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            complain("this should not happen: " + e);
        }
    }

    private void complain(String message) {
        failed = true;
        followUps.clear();
        front.complain(message);
    }

    /** Where the lines come from that belong to a command. */
    @FunctionalInterface
    private interface BodyReader {
        List<String> read(CommandRow row);
    }

    private void carryOut(String typed, BodyReader bodies) {
        workbench.executor().begin();
        String line = repeated(typed);
        if (line.isBlank() || line.stripLeading().startsWith("#")) {
            return;
        }
        // Read first, so that lines that belong to a command are taken for no others even when the command is wrong.
        List<String> body = body(line, bodies);
        Tail tail = Tail.of(line, workbench.executor());
        CommandRow row = workbench.executor().row(tail.command());
        last = row.repeat() == Repeat.NEVER ? "" : row.repeat() == Repeat.SAME ? line : bare(tail.command());
        put(workbench.executor().execute(tail.command(), body), tail);
        carryOutFollowUps();
    }

    private List<String> body(String line, BodyReader bodies) {
        CommandRow row;
        try {
            row = workbench.executor().row(line);
        } catch (CommandException e) {
            // What it is that is no command is told when it is carried out.
            return List.of();
        }
        if (row.body() && front.interactive()) {
            // A person is told before the lines are typed.
            workbench.executor().check(line);
        }
        return row.body() ? bodies.read(row) : List.of();
    }

    /** Sets what has to be done before an answer is shown: what rules have logged comes first. */
    public void beforeAnswers(Runnable what) {
        beforeAnswers = what;
    }

    /** Reports a stop and carries out what its rules want done. */
    public void meet(Running.Event event) {
        try {
            put(StopReport.after(workbench, event), new Tail("", new Tail.Target.Screen()));
            carryOutFollowUps();
        } catch (CommandException e) {
            complain(e.getMessage());
        }
    }

    private void carryOutFollowUps() {
        for (String next = followUps.poll(); next != null && !quit; next = followUps.poll()) {
            put(workbench.executor().execute(next), new Tail(next, new Tail.Target.Screen()));
        }
    }

    /** What an empty line stands for. Only a person repeats by pressing the key again. */
    private String repeated(String typed) {
        return typed.isBlank() && front.interactive() && sourceDepth == 0 ? last : typed;
    }

    private static String bare(String command) {
        int blank = command.strip().indexOf(' ');
        return blank < 0 ? command.strip() : command.strip().substring(0, blank);
    }

    private void put(Result result, Tail tail) {
        beforeAnswers.run();
        if (tail.elsewhere().isEmpty()) {
            front.show(new TextRenderer(front.palette(), front.width()).lines(result), workbench.settings().get(Setting.PAGER).equals("on"));
            return;
        }
        List<String> lines = TextRenderer.plain(result);
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        switch (tail.target()) {
            case Tail.Target.Screen() -> throw new IllegalStateException("answered above");
            case Tail.Target.Program(String program) -> front.runProgram(program, Optional.of(text));
            case Tail.Target.ToFile(String name, boolean append) -> write(name, append, text);
        }
    }

    private static void write(String name, boolean append, String text) {
        try {
            Path path = Path.of(name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name);
            if (append) {
                Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } else {
                Files.writeString(path, text);
            }
        } catch (IOException | InvalidPathException e) {
            throw new CommandException(FileErrors.text(name, e));
        }
    }

    // ---- lines that belong to a command ----

    private List<String> bodyFromFront(CommandRow row) {
        if (front.interactive()) {
            front.show(List.of(row.name() + ": type lines, and end with a line that says just \"" + END + "\"."), false);
        }
        var body = new ArrayList<String>();
        for (Optional<String> line = front.readLine("> "); line.isPresent() && !line.get().strip().equals(END); line = front.readLine("> ")) {
            body.add(line.get());
        }
        return body;
    }

    private static List<String> bodyFrom(Iterator<String> lines) {
        var body = new ArrayList<String>();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.strip().equals(END)) {
                return body;
            }
            body.add(line);
        }
        throw new CommandException("expected a line \"" + END + "\", found the end of the file");
    }

    // ---- lines from elsewhere ----

    /**
     * Carries out lines until one fails.
     *
     * @param name where they come from, for the message
     * @throws CommandException when one fails; the message begins with the name and the line's number
     */
    public void source(String name, List<String> lines) {
        if (++sourceDepth > DEEPEST_SOURCE) {
            sourceDepth--;
            throw new CommandException("files that source each other, more than " + DEEPEST_SOURCE + " deep");
        }
        var counting = new CountingIterator(lines.iterator());
        try {
            while (counting.hasNext() && !quit) {
                carryOut(counting.next(), _ -> bodyFrom(counting));
            }
        } catch (CommandException e) {
            throw new CommandException(name + ":" + counting.count() + ": " + e.getMessage());
        } finally {
            sourceDepth--;
        }
    }

    /** Reads a file of commands and carries them out. */
    public void source(Path file) {
        try {
            source(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandException(FileErrors.text(file.toString(), e));
        }
    }

    private static final class CountingIterator implements Iterator<String> {
        private final Iterator<String> lines;
        private int count;

        CountingIterator(Iterator<String> lines) {
            this.lines = lines;
        }

        int count() {
            return count;
        }

        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public String next() {
            count++;
            return lines.next();
        }
    }
}
