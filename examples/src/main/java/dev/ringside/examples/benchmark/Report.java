package dev.ringside.examples.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as one table: workloads, their geometric mean, boots. */
final class Report {
    private static final int NAME_WIDTH = 24, CELL_WIDTH = 10;

    private final Results results;
    private final List<Pinning> pinnings;
    private final List<Contender> contenders;

    Report(Results results, List<Pinning> pinnings, List<Contender> contenders) {
        this.results = results;
        this.pinnings = pinnings;
        this.contenders = contenders;
    }

    /** The lines of the table, two of headings first. */
    List<String> lines() {
        Set<String> boots = Arrays.stream(DebianBoot.values()).map(DebianBoot::label).collect(Collectors.toSet());
        List<String> workloads = results.names().stream().filter(name -> !boots.contains(name)).toList();
        var lines = new ArrayList<>(headings());
        workloads.forEach(name -> lines.add(row(name, false)));
        if (versus() && workloads.size() > 1) {
            lines.add(line("geometric mean", pinnings.stream()
                .flatMap(pinning -> Stream.of("", "", format(results.meanRatio(workloads, pinning), "%.2f"))).toList()));
        }
        results.names().stream().filter(boots::contains).forEach(name -> lines.add(row(name, true)));
        return lines;
    }

    private List<String> headings() {
        String groups = pinnings.stream().map(pinning -> right(pinning.heading(), CELL_WIDTH * (contenders.size() + (versus() ? 1 : 0))))
            .collect(Collectors.joining());
        var cells = new ArrayList<String>();
        for (Pinning _ : pinnings) {
            contenders.forEach(contender -> cells.add(contender.label()));
            if (versus()) {
                cells.add("ratio");
            }
        }
        contenders.forEach(contender -> cells.add(contender.label()));
        return List.of(" ".repeat(NAME_WIDTH) + groups + right("peak MiB", CELL_WIDTH * contenders.size()), line("", cells));
    }

    private String row(String name, boolean withPeak) {
        var cells = new ArrayList<String>();
        for (Pinning pinning : pinnings) {
            contenders.forEach(contender -> cells.add(format(results.seconds(name, pinning, contender), "%.2f")));
            if (versus()) {
                cells.add(format(results.ratio(name, pinning), "%.2f"));
            }
        }
        if (withPeak) {
            contenders.forEach(contender -> cells.add(format(results.peak(name, contender), "%.0f")));
        }
        return line(name, cells);
    }

    private boolean versus() {
        return contenders.size() > 1;
    }

    private static String format(OptionalDouble value, String format) {
        return value.isPresent() ? format.formatted(value.getAsDouble()) : "-";
    }

    private String line(String name, List<String> cells) {
        String padded = name + " ".repeat(NAME_WIDTH - name.length());
        return (padded + cells.stream().map(cell -> right(cell, CELL_WIDTH)).collect(Collectors.joining())).stripTrailing();
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
