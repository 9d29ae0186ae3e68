package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.RefusedException;
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
import java.util.Optional;
import java.util.function.Consumer;

/** Letting the guest run and stopping it. */
final class RunCommands {
    private static final Parameter<String> BACKGROUND = Parameter.optional("background", Kinds.choice("&", List.of("&")),
        "&: come back to the prompt at once, while the guest runs");
    private static final Parameter<Long> STEPS = Parameter.optional("count", Kinds.COUNT, "how many; nothing: 1");
    private static final Parameter<Argument> TEXT = Parameter.required("text", Kinds.TEXT, "what to type; \\n, \\t, \\xNN are understood");

    private static final Parameter<Long> WHERE = Parameter.optional("location", Kinds.LOCATION, "where; nothing: behind this place");
    private static final Parameter<Long> TO = Parameter.required("location", Kinds.LOCATION, "where");

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
            CommandRow.named("nexti", Group.RUNNING, "executes one instruction, a call with all that it does").alias("ni").takes(STEPS).repeats(Repeat.SAME)
                .onPrompt().describe("An INT, a SYSCALL and a repeated instruction are one step, too; handlers of interrupts run by themselves.")
                .example("nexti").example("nexti 3").does(i -> run(i.workbench(), control -> control.stepOver(i.find(STEPS).orElse(1L)), Keys.PROMPT)),
            CommandRow.named("step", Group.RUNNING, "goes to the next source line, into functions that have lines").alias("s").takes(STEPS)
                .repeats(Repeat.SAME).onPrompt().describe("Where no source lines are known it executes one instruction, as stepi does.")
                .example("step").does(i -> lines(i, false)),
            CommandRow.named("next", Group.RUNNING, "goes to the next source line of this function").alias("n").takes(STEPS).repeats(Repeat.SAME)
                .onPrompt().describe("Where no source lines are known it executes one instruction, a call with all that it does, as nexti does.")
                .example("next").does(i -> lines(i, true)),
            CommandRow.named("finish", Group.RUNNING, "runs until the function that executes has returned").alias("fin").onPrompt()
                .example("finish", "tbreak *0x100178", "continue").does(RunCommands::finish),
            CommandRow.named("until", Group.RUNNING, "steps over until behind this place, out of a loop; or runs to a place").alias("u").takes(WHERE)
                .repeats(Repeat.SAME).onPrompt().example("until").example("until *0x100022").does(RunCommands::until),
            CommandRow.named("advance", Group.RUNNING, "runs to a place, or until the function returns").takes(TO).onPrompt().example("advance *0x100022")
                .does(i -> run(i.workbench(), control -> control.advanceTo(i.get(TO)), Keys.PROMPT)),
            CommandRow.named("jump", Group.RUNNING, "goes on at another place").alias("j").takes(TO).onPrompt()
                .describe("Sets the instruction pointer to the place, in the present code segment, and lets the guest run.")
                .example("jump *0x100011", "tbreak *0x100013").does(RunCommands::jump),
            CommandRow.named("run", Group.RUNNING, "starts the guest; later, resets the machine first").alias("r").onPrompt()
                .describe("As the reset button: devices and processor are reset and the guest is loaded again; time goes on, and memory keeps the rest.")
                .example("run", "tbreak *pc", "stepi").does(RunCommands::start),
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
        return StopReport.after(workbench, workbench.running().foreground(start, keys));
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
        Keys keys = !workbench.consoleHere() ? Keys.PROMPT : workbench.consoleFirst() ? Keys.GUEST_ALL : Keys.GUEST;
        return run(workbench, RunControl::resume, keys);
    }

    private static Result step(Invocation invocation, long count) {
        return run(invocation.workbench(), control -> control.step(count), Keys.PROMPT);
    }

    private static Result lines(Invocation invocation, boolean over) {
        Workbench workbench = invocation.workbench();
        long count = invocation.find(STEPS).orElse(1L);
        boolean known = workbench.machine().call(() -> workbench.program().lineAt(workbench.machine().pc()).isPresent());
        return run(workbench, control -> {
            if (known) {
                control.stepLines(count, over, workbench.program()::lineAt);
            } else if (over) {
                control.stepOver(count);
            } else {
                control.step(count);
            }
        }, Keys.PROMPT);
    }

    private static Result finish(Invocation invocation) {
        return run(invocation.workbench(), control -> {
            try {
                control.finish();
            } catch (RefusedException e) {
                throw new CommandException(e.getMessage());
            }
        }, Keys.PROMPT);
    }

    private static Result until(Invocation invocation) {
        Optional<Long> where = invocation.find(WHERE);
        return run(invocation.workbench(), where.isPresent() ? control -> control.advanceTo(where.get()) : RunControl::until, Keys.PROMPT);
    }

    private static Result jump(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        refuseWhileRunning(workbench);
        workbench.machine().call(() -> {
            long base = workbench.machine().bits() == 64 ? 0 : workbench.machine().register("cs_base");
            new Assignment(workbench).carryOut(new Argument("rip = 0x" + Long.toHexString(invocation.get(TO) - base), 1));
            return null;
        });
        return resume(invocation);
    }

    private static Result start(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        refuseWhileRunning(workbench);
        if (workbench.running().end().isPresent()) {
            throw new CommandException("the guest has ended and its run is over; start ringside again");
        }
        workbench.machine().call(() -> {
            if (workbench.session().instructions() > 0) {
                workbench.guest().machine().reset();
                workbench.machine().changed();
            }
            return null;
        });
        return resume(invocation);
    }

    private static Result interrupt(Invocation invocation) {
        invocation.workbench().running().interrupt();
        return Result.nothing();
    }

    private static Result console(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        if (!workbench.consoleHere()) {
            throw new CommandException("the guest's console is not on a terminal here (--serial stdio); send types for you");
        }
        boolean stopped = workbench.machine().call(workbench.machine()::stopped);
        return StopReport.after(workbench, workbench.running().foreground(control -> {
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
