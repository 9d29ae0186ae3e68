package dev.ringside.repl.command;

import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.AbiValue;
import dev.ringside.repl.UserError;
import dev.ringside.repl.options.UserFiles;
import dev.ringside.trace.TraceException;
import dev.ringside.trace.TraceFilter;
import dev.ringside.trace.TraceHeader;
import dev.ringside.trace.TraceReader;
import dev.ringside.trace.TraceSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringside trace}: reads what {@code run --trace} recorded. */
@Command(name = "trace", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "SUBCOMMAND",
    description = "Reads recorded traces.",
    footerHeading = "%nExamples:%n",
    footer = {"  ringside trace summary boot.trace", "  ringside trace show boot.trace --kind hypercall --limit 20"},
    subcommands = {TraceCommand.Summary.class, TraceCommand.Show.class})
final class TraceCommand implements Callable<Integer> {
    private static final List<String> NOT_BUILT = List.of("tree", "diff", "export", "sql", "report");

    @Parameters(arity = "0..*", hidden = true)
    private List<String> rest = List.of();

    @Override
    public Integer call() {
        if (!rest.isEmpty() && NOT_BUILT.contains(rest.getFirst())) {
            throw new UserError("trace " + rest.getFirst() + " is not built yet; there are summary and show");
        }
        throw new UserError(rest.isEmpty() ? "trace needs a subcommand: summary or show"
            : "trace has no subcommand '" + rest.getFirst() + "'; there are summary and show");
    }

    /** Options that choose events, shared by the subcommands. */
    static final class Selection {
        private static final String NO_END = "9223372036854775807";

        @Parameters(paramLabel = "FILE", description = "A trace that `ringside run --trace FILE` wrote.")
        private Path file;

        @Option(names = "--name", paramLabel = "GLOB", description = "Only calls of this name; * and ? stand for any text.")
        private String name;

        @Option(names = "--kind", paramLabel = "KIND",
            description = "Only this kind: cpuid, msr-read, msr-write, hypercall, port, shared-page.")
        private String kind;

        @Option(names = "--cpu", paramLabel = "N", description = "Only calls of this CPU.")
        private Integer cpu;

        @Option(names = "--from", paramLabel = "N", defaultValue = "0", description = "Only calls at or after this instruction count.")
        private long from;

        @Option(names = "--to", paramLabel = "N", defaultValue = Selection.NO_END,
            description = "Only calls before this instruction count.")
        private long to;

        /** Hands the chosen events to {@code action}, as long as somebody takes the output, and says when the trace was cut short. */
        TraceHeader read(CommandLine line, Consumer<AbiCall> action) throws IOException {
            var wanted = new TraceFilter(Optional.ofNullable(name), Optional.ofNullable(kind).map(Selection::kind),
                Optional.ofNullable(cpu), from, to).predicate();
            UserFiles.checkReadable(file);
            try (var reader = TraceReader.open(file)) {
                for (var event = reader.next(); event.isPresent() && !line.getOut().checkError(); event = reader.next()) {
                    if (wanted.test(event.get())) {
                        action.accept(event.get());
                    }
                }
                if (!reader.complete() && !line.getOut().checkError()) {
                    line.getErr().println("ringside: " + file + ": the trace was cut short; what came after is missing");
                }
                return reader.header();
            } catch (TraceException e) {
                throw new UserError(e.getMessage());
            }
        }

        private static AbiCall.Kind kind(String text) {
            return Arrays.stream(AbiCall.Kind.values()).filter(kind -> kind.label().equals(text)).findFirst()
                .orElseThrow(() -> new UserError("--kind: '" + text + "' is not one of "
                    + Arrays.stream(AbiCall.Kind.values()).map(AbiCall.Kind::label).collect(Collectors.joining(", "))));
        }
    }

    /** Counts per call. */
    @Command(name = "summary", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Counts the calls in a trace by kind and name, with the instruction counts of the first and the last.",
        footerHeading = "%nExamples:%n", footer = "  ringside trace summary boot.trace")
    static final class Summary implements Callable<Integer> {
        @Mixin
        private Selection selection;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var summary = new TraceSummary();
            PrintWriter out = spec.commandLine().getOut();
            TraceHeader header = selection.read(spec.commandLine(), summary::add);
            out.printf("guest %s on platform %s: %d calls%n", header.guest(), header.platform(), summary.events());
            if (summary.events() > 0) {
                out.printf("%n%-12s %10s %15s %15s  %s%n", "kind", "count", "first at", "last at", "name");
                for (TraceSummary.Row row : summary.rows()) {
                    out.printf("%-12s %10d %15d %15d  %s%n", row.kind().label(), row.count(), row.first(), row.last(), row.name());
                }
                out.println();
                summary.byKind().forEach((kind, count) -> out.printf("%-12s %10d  in all%n", kind.label(), count));
            }
            return ExitCode.OK;
        }
    }

    /** One line an event. */
    @Command(name = "show", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Shows a trace, one line a call: instruction count, CPU, ring, address, kind, name, arguments, results.",
        footerHeading = "%nExamples:%n",
        footer = {"  ringside trace show boot.trace --name 'KVM_*'", "  ringside trace show boot.trace --from 1000000 --limit 50"})
    static final class Show implements Callable<Integer> {
        @Mixin
        private Selection selection;
        @Option(names = "--limit", paramLabel = "N", description = "At most so many lines.")
        private Long limit;
        @Spec
        private CommandSpec spec;
        private long shown;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            selection.read(spec.commandLine(), call -> {
                if (limit == null || shown < limit) {
                    out.println(line(call));
                }
                shown++;
            });
            if (limit != null && shown > limit) {
                out.printf("... %d more%n", shown - limit);
            }
            return ExitCode.OK;
        }

        private static String line(AbiCall call) {
            String results = call.results().isEmpty() ? "" : " -> " + values(call.results());
            return "%13d cpu%d ring%d %016x %-11s %s(%s)%s".formatted(call.instructions(), call.cpu(), call.cpl(), call.rip(),
                call.kind().label(), call.name(), values(call.arguments()), results);
        }

        private static String values(List<AbiValue> values) {
            return values.stream().map(v -> v.name() + "=" + v.text()).collect(Collectors.joining(", "));
        }
    }
}
