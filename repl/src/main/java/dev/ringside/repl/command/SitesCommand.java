package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ringside sites}. */
@Command(name = "sites", mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Lists the pv op patch sites of a kernel image. Not built yet.",
    footerHeading = "%nExamples:%n", footer = "  ringside sites vmlinuz")
final class SitesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE", description = "The kernel image.")
    private Path image;

    @Override
    public Integer call() {
        throw new UserError("sites " + image + ": listing pv op sites is not built yet");
    }
}
