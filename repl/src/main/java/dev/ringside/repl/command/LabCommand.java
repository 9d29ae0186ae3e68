package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ringside lab}. */
@Command(name = "lab", mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Lists or starts a lab. Not built yet.", footerHeading = "%nExamples:%n", footer = "  ringside lab")
final class LabCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The lab to start; without it, labs are listed.")
    private String name;

    @Override
    public Integer call() {
        throw new UserError(name == null ? "labs are not built yet" : "lab " + name + ": labs are not built yet");
    }
}
