package dev.ringside.repl.command;

import dev.ringside.repl.options.RunArguments;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ringside} itself: the list of its subcommands, and what all of them share. */
@Command(name = "ringside", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs a paravirtualized guest on an emulated PC and shows what it asks of its hypervisor.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        "0:the guest powered off, or halted with no way to wake; the command did what it was asked",
        "2:bad arguments, a file that cannot be used, a part that is not built yet: one line on standard error",
        "70:the guest took a triple fault",
        "72:Ringside itself failed (RINGSIDE_DEBUG=1 shows where)",
        "124:--max-instructions or --timeout was reached",
        "odd:the guest wrote VALUE to port 0xF4: (VALUE << 1) | 1"
    },
    footerHeading = "%nExamples:%n",
    footer = {
        "  ringside                                     the REPL on the bundled guest, with a tour",
        "  ringside guests                              what can be run",
        "  ringside run first --platform kvm            the bundled guest, on a PC that claims to be KVM",
        "  ringside guests fetch debian-amd64           get Debian's kernel and busybox",
        "  ringside run debian-amd64 --platform kvm --trace boot.trace",
        "  ringside trace summary boot.trace            what it asked of its hypervisor",
        "",
        "`ringside COMMAND --help` tells more."
    })
public final class RootCommand implements Callable<Integer> {
    private static final List<Class<?>> COMMANDS = List.of(RunCommand.class, DebugCommand.class, GuestsCommand.class, TraceCommand.class,
        SymbolsCommand.class, TypesCommand.class, DisassembleCommand.class, EvaluateCommand.class, CommandsCommand.class, LabCommand.class,
        SitesCommand.class, CompareCommand.class, CompletionCommand.class);

    /**
     * Carries out one command line.
     *
     * @return the exit code of the process
     */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        try {
            if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
                return printVersion(out);
            }
            return commandLine(out, err, neededFor(args)).execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return new ErrorLines(err).handle(e);
        }
    }

    // The same lines that the model of all commands would print, without the time that it takes to make.
    private static int printVersion(PrintWriter out) {
        for (String line : new Version().getVersion()) {
            out.println(line);
        }
        return CommandLine.ExitCode.OK;
    }

    /**
     * The commands that a command line can mean. The model of a command takes time to make: where one is named, the others are left out,
     * but not for {@code completion}, which tells of all.
     */
    private static List<Class<?>> neededFor(String... args) {
        String name = args.length == 0 ? "" : args[0];
        return COMMANDS.stream().filter(command -> command != CompletionCommand.class && nameOf(command).equals(name)).findFirst()
            .<List<Class<?>>>map(List::of).orElse(COMMANDS);
    }

    private static String nameOf(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /** The model of all commands. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return commandLine(out, err, COMMANDS);
    }

    private static CommandLine commandLine(PrintWriter out, PrintWriter err, List<Class<?>> commands) {
        var line = new CommandLine(new RootCommand());
        // What is set from here on holds for the commands as well.
        commands.forEach(line::addSubcommand);
        line.setOut(out).setErr(err);
        RunArguments.registerParsers(line);
        var errors = new ErrorLines(err);
        line.setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
        line.setUsageHelpWidth(110).setUsageHelpAutoWidth(true).setOverwrittenOptionsAllowed(false);
        // A guest or a text may begin with @ without being a file of arguments.
        line.setExpandAtFiles(false);
        line.setExecutionStrategy(new CommandLine.RunLast());
        return line;
    }

    @Spec
    private CommandSpec spec;

    /** Alone, it is the REPL on the teaching guest. */
    @Override
    public Integer call() {
        return execute(spec.commandLine().getOut(), spec.commandLine().getErr(), "debug", "first", "--platform", "kvm", "--tour");
    }
}
