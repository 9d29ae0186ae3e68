package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import dev.ringside.repl.options.RunArguments;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ringside debug}: like {@code run}, but starts in the REPL. */
@Command(name = "debug", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Like run, but starts in the REPL, stopped at the first instruction. Not built yet.",
    footerHeading = "%nExamples:%n",
    footer = "  ringside debug first --platform kvm")
final class DebugCommand implements Callable<Integer> {
    @Mixin
    private RunArguments arguments;

    @Override
    public Integer call() {
        arguments.options();
        throw new UserError("debug is not built yet; `ringside run GUEST --gdb PORT --wait` stops a guest for gdb");
    }
}
