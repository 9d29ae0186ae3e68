package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.RunControl;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.CommandRow.Repeat;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Running.Event;
import dev.ringside.repl.workbench.Running.Keys;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.context.StopReport;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.shell.Shell;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Letting the guest run and stopping it. */
final class RunCommands {
    private static final Parameter<String> BACKGROUND = Parameter.optional("background", Kinds.choice("&", List.of("&")),
        "&: come back to the prompt at once, while the guest runs");
    private static final Parameter<Long> STEPS = Parameter.optional("count", Kinds.COUNT, "how many; nothing: 1");
    private static final Parameter<Argument> TEXT = Parameter.required("text", Kinds.TEXT, "what to type; \\n, \\t, \\xNN are understood");

    private RunCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("continue", Group.RUNNING, "lets the guest run on").alias("c", "cont", "fg").takes(BACKGROUND).onPrompt()
                .describe("""
                    On a terminal its console gets the keys meanwhile; Ctrl-C stops it and comes back. With & the prompt comes back at once:
                    what the guest prints appears above it, and looking at the guest works while it runs.""")
                .example("continue", "tbreak *pc").repeats(Repeat.SAME).does(RunCommands::resume),
            CommandRow.named("stepi", Group.RUNNING, "executes one instruction, or several").alias("si").takes(STEPS).repeats(Repeat.SAME).onPrompt()
                .describe("One iteration of a repeated instruction, and the delivery of an interrupt or exception, count as one, too.")
                .example("stepi").example("stepi 10").does(i -> step(i, i.find(STEPS).orElse(1L))),
            CommandRow.named("interrupt", Group.RUNNING, "stops a guest that runs in the background").onPrompt().example("interrupt")
                .does(RunCommands::interrupt),
            CommandRow.named("console", Group.RUNNING, "gives the terminal to the guest's console until Ctrl-A d").onPrompt()
                .describe("Every key goes to the guest, Ctrl-C too. Ctrl-A d (or c) stops the guest and comes back; Ctrl-A a sends Ctrl-A.")
                .does(RunCommands::console),
            CommandRow.named("send", Group.RUNNING, "types a text on the guest's console").takes(TEXT)
                .example("send ls\\n").does(RunCommands::send),
            CommandRow.named("quit", Group.PROMPT, "ends the guest and leaves").alias("q", "exit").onPrompt().does(i -> {
                Shell.of(i.workbench()).quit();
                return Result.nothing();
            }));
    }

    /** Runs the guest in the foreground and tells how that ended. */
    static Result run(Workbench workbench, Consumer<RunControl> start, Keys keys) {
        refuseWhileRunning(workbench);
        Event event = workbench.running().foreground(start, keys);
        return StopReport.of(workbench, event);
    }

    static void refuseWhileRunning(Workbench workbench) {
        if (workbench.running().end().isEmpty() && !workbench.machine().call(workbench.machine()::stopped)) {
            throw new CommandException("the guest is running; interrupt stops it");
        }
    }

    private static Result resume(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        if (invocation.find(BACKGROUND).isPresent()) {
            refuseWhileRunning(workbench);
            workbench.running().background(RunControl::resume);
            return Result.nothing();
        }
        return run(workbench, RunControl::resume, workbench.consoleFirst() ? Keys.GUEST_ALL : Keys.GUEST);
    }

    private static Result step(Invocation invocation, long count) {
        return run(invocation.workbench(), control -> control.step(count), Keys.PROMPT);
    }

    private static Result interrupt(Invocation invocation) {
        invocation.workbench().running().interrupt();
        return Result.nothing();
    }

    private static Result console(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        if (!workbench.interactive()) {
            throw new CommandException("there is no terminal to give to the guest; send types for you");
        }
        boolean stopped = workbench.machine().call(workbench.machine()::stopped);
        return StopReport.of(workbench, workbench.running().foreground(control -> {
            if (stopped) {
                control.resume();
            }
        }, Keys.GUEST_ALL));
    }

    private static Result send(Invocation invocation) {
        Argument text = invocation.get(TEXT);
        for (byte one : unescaped(text).getBytes(StandardCharsets.UTF_8)) {
            invocation.workbench().guest().machine().inputs().offer("com1", one & 0xFF);
        }
        return Result.line(Cell.text("the guest gets it when it runs"));
    }

    private static String unescaped(Argument argument) {
        String text = argument.text();
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            i++;
            switch (text.charAt(i)) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case '\\' -> plain.append('\\');
                case 'x' -> {
                    String digits = text.substring(i + 1, Math.min(text.length(), i + 3));
                    if (!digits.matches("\\p{XDigit}{2}")) {
                        throw new CommandException(argument.column() + i, "expected two hex digits behind \\x, found '" + digits + "'");
                    }
                    plain.append((char) Integer.parseInt(digits, 16));
                    i += 2;
                }
                default -> throw new CommandException(argument.column() + i, "expected n, r, t, xNN or \\ behind \\, found '" + text.charAt(i) + "'");
            }
        }
        return plain.toString();
    }
}
