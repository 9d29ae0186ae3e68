package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringside compare}. */
@Command(name = "compare", mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Runs the same image on several platforms, side by side. Not built yet.",
    footerHeading = "%nExamples:%n", footer = "  ringside compare vmlinuz --platforms native,kvm")
final class CompareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE", description = "The kernel image.")
    private Path image;

    @Option(names = "--platforms", required = true, paramLabel = "NAME,NAME", description = "The platforms to compare.")
    private String platforms;

    @Override
    public Integer call() {
        throw new UserError("compare " + image + " on " + platforms + ": comparing is not built yet");
    }
}
