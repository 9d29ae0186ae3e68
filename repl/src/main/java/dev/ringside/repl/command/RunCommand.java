package dev.ringside.repl.command;

import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.options.RunArguments;
import dev.ringside.repl.run.GuestRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ringside run}: boots a guest with its console on standard input and output. */
@Command(name = "run", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Boots a guest, its console on standard input and output, until it ends.",
    footerHeading = "%nOn a terminal the guest gets Ctrl-C; Ctrl-A c opens the prompt, Ctrl-A x ends the run, Ctrl-A a sends Ctrl-A.%n%nExamples:%n",
    footer = {
        "  ringside run first",
        "  ringside run debian-amd64 --platform kvm --trace boot.trace",
        "  ringside run vmlinuz --initrd initrd.cpio --append 'console=ttyS0' --timeout 10m",
        "  ringside run kernel.elf --max-instructions 100M --stats stats.json"
    })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private RunArguments arguments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return new GuestRun(arguments.options(), new GuestCatalogue(GuestsCommand.cache()), out, err).run();
    }
}
