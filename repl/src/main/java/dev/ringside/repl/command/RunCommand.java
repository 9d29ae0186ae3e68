package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import dev.ringside.repl.options.RunArguments;
import dev.ringside.repl.options.RunOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ringside run}: boots a guest with its console on standard input and output. */
@Command(name = "run", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Boots a guest, its console on standard input and output, until it ends.",
    footerHeading = "%nOn a terminal the guest gets Ctrl-C; Ctrl-A x ends the run, Ctrl-A Ctrl-A sends Ctrl-A.%n%nExamples:%n",
    footer = {
        "  ringside run first",
        "  ringside run debian-amd64 --platform kvm --trace boot.trace",
        "  ringside run vmlinuz --initrd initrd.cpio --append 'console=ttyS0' --timeout 10m",
        "  ringside run kernel.elf --max-instructions 100M --stats stats.json"
    })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private RunArguments arguments;

    @Override
    public Integer call() {
        RunOptions options = arguments.options();
        throw new UserError("running " + options.boot().guest().orElse("a disk or a ROM") + " is not built yet");
    }
}
