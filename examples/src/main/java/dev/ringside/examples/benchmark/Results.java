package dev.ringside.examples.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** All that was measured. Medians, ratios and the check that everybody computed the same. */
final class Results {
    private final Map<String, Map<Pinning, Map<Contender, List<Measurement>>>> rows = new LinkedHashMap<>();

    void add(Pinning pinning, Contender contender, List<Measurement> measurements) {
        for (Measurement measurement : measurements) {
            rows.computeIfAbsent(measurement.name(), _ -> new EnumMap<>(Pinning.class))
                .computeIfAbsent(pinning, _ -> new EnumMap<>(Contender.class))
                .computeIfAbsent(contender, _ -> new ArrayList<>()).add(measurement);
        }
    }

    /** What was measured, in the order in which it first ended. */
    Set<String> names() {
        return rows.keySet();
    }

    /** The median of the seconds that count in {@code pinning}; empty if there are none. */
    OptionalDouble seconds(String name, Pinning pinning, Contender contender) {
        return median(rows.get(name).getOrDefault(pinning, Map.of()).getOrDefault(contender, List.of()), pinning::of);
    }

    /** The median of the memory at most in use, in MiB. */
    OptionalDouble peak(String name, Contender contender) {
        List<Measurement> all = rows.get(name).values().stream().flatMap(by -> by.getOrDefault(contender, List.of()).stream()).toList();
        return median(all, measurement -> measurement.peakKib() / 1024.0);
    }

    /** Ringside's seconds by QEMU's; empty if either is missing or too short for the clock. */
    OptionalDouble ratio(String name, Pinning pinning) {
        OptionalDouble ringside = seconds(name, pinning, Contender.RINGSIDE);
        OptionalDouble qemu = seconds(name, pinning, Contender.QEMU);
        return ringside.orElse(0) > 0 && qemu.orElse(0) > 0 ? OptionalDouble.of(ringside.getAsDouble() / qemu.getAsDouble())
            : OptionalDouble.empty();
    }

    /** The geometric mean of the ratios of these; empty if one of them has none. */
    OptionalDouble meanRatio(List<String> names, Pinning pinning) {
        double logarithms = 0;
        for (String name : names) {
            OptionalDouble ratio = ratio(name, pinning);
            if (ratio.isEmpty()) {
                return OptionalDouble.empty();
            }
            logarithms += Math.log(ratio.getAsDouble());
        }
        return names.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Math.exp(logarithms / names.size()));
    }

    /** One line for each name whose checksums are not all the same. */
    List<String> differences() {
        var lines = new ArrayList<String>();
        rows.forEach((name, by) -> {
            var sums = new TreeSet<String>();
            by.forEach((_, runs) -> runs.forEach((who, measured) -> measured.forEach(m -> sums.add(m.checksum() + " on " + who.label()))));
            if (sums.stream().map(sum -> sum.substring(0, sum.indexOf(' '))).distinct().count() > 1) {
                lines.add(name + ": " + String.join(", ", sums));
            }
        });
        return lines;
    }

    private static OptionalDouble median(List<Measurement> measurements, ToDoubleFunction<Measurement> value) {
        double[] sorted = measurements.stream().mapToDouble(value).sorted().toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
