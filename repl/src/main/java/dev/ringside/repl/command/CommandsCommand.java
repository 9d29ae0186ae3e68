package dev.ringside.repl.command;

import dev.ringside.repl.workbench.command.Families;
import dev.ringside.repl.workbench.command.ReferencePage;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringside commands}: the commands of the REPL as a page. */
@Command(name = "commands", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Lists the commands of the REPL.",
    footerHeading = "%nExamples:%n",
    footer = {"  ringside commands", "  ringside commands --reference > commands.md"})
final class CommandsCommand implements Callable<Integer> {
    @Option(names = "--reference", description = "Everything that is known of each, as Markdown.")
    private boolean reference;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        (reference ? ReferencePage.markdown(Families.table()) : ReferencePage.list(Families.table())).forEach(out::println);
        return ExitCode.OK;
    }
}
