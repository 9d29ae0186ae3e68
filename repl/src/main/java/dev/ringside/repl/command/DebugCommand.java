package dev.ringside.repl.command;

import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.options.RunArguments;
import dev.ringside.repl.options.RunOptions;
import dev.ringside.repl.run.GuestRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringside debug}: like {@code run}, but starts in the REPL. */
@Command(name = "debug", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Like run, but starts in the REPL, stopped at the first instruction.",
    footerHeading = "%nLines may also come from a pipe. Ctrl-C comes back to the prompt, Ctrl-D leaves. `ringside commands` lists the commands.%n"
        + "%nExamples:%n",
    footer = {
        "  ringside debug first --platform kvm",
        "  ringside debug debian-amd64 --platform kvm --serial file:console.txt",
        "  echo 'x/5i pc' | ringside debug first"
    })
final class DebugCommand implements Callable<Integer> {
    @Mixin
    private RunArguments arguments;

    @Option(names = "--no-init", description = "Do not carry out the startup file, ~/.config/ringside/init.")
    private boolean noInit;

    @Option(names = "--tour", hidden = true, description = "Begin with a page for somebody who is new to it.")
    private boolean tour;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RunOptions options = arguments.options();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return new GuestRun(options.with(options.prompt().atFirst(tour, !noInit)), new GuestCatalogue(GuestsCommand.cache()), out, err).run();
    }
}
