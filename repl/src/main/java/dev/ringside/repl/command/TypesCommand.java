package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import dev.ringside.repl.options.UserFiles;
import dev.ringside.repl.types.DebugFile;
import dev.ringside.repl.types.LinePrinter;
import dev.ringside.repl.types.TypePrinter;
import dev.ringside.symbols.sections.SectionException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringside types}: what the debug information of a file says about types and source lines. */
@Command(name = "types", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Lists the types of a kernel or program, or spells some out with offsets and sizes.",
    footerHeading = "%nExamples:%n",
    footer = {"  ringside types vmlinuz                             all named types with their sizes",
        "  ringside types vmlinuz 'struct list_head' pid_t    these",
        "  ringside types vmlinuz task_struct.se.load.weight  where this part is",
        "  ringside types vmlinux schedule --lines 0xffffffff81000000"})
final class TypesCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "A bzImage, an ELF file with BTF or DWARF, raw BTF, or an image of memory with BTF.")
    private Path file;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME",
        description = "A type, with or without its keyword, a part of one, a function or a variable.")
    private List<String> names = List.of();

    @Option(names = "--lines", paramLabel = "ADDRESS", description = "Show the source line of an address, or the addresses of FILE:LINE; from DWARF.")
    private List<String> lines = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UserFiles.checkReadable(file);
        PrintWriter out = spec.commandLine().getOut();
        try {
            DebugFile debug = DebugFile.open(file);
            if (names.isEmpty() && lines.isEmpty()) {
                new TypePrinter(debug).list(out::println);
            } else {
                described(debug).forEach(out::println);
            }
        } catch (SectionException e) {
            throw new UserError(file + ": " + e.getMessage());
        }
        return ExitCode.OK;
    }

    /** Everything asked for, before a line of it is printed: so a mistake in the last name is not hidden behind the others. */
    private List<String> described(DebugFile debug) {
        List<String> text = new ArrayList<>();
        var types = new TypePrinter(debug);
        for (String name : names) {
            if (!text.isEmpty()) {
                text.add("");
            }
            text.addAll(types.describe(name));
        }
        if (!lines.isEmpty()) {
            var printer = new LinePrinter(debug);
            lines.forEach(place -> text.addAll(printer.describe(place)));
        }
        return text;
    }
}
