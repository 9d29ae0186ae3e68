package dev.ringside.repl.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ringside completion}: a script for bash and zsh, made from the same rows as the help. */
@Command(name = "completion", mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Prints a completion script for bash and zsh.",
    footerHeading = "%nExamples:%n", footer = "  source <(ringside completion)")
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var root = spec.root().commandLine();
        root.getOut().print(AutoComplete.bash(root.getCommandName(), root));
        root.getOut().flush();
        return ExitCode.OK;
    }
}
