package dev.ringside.examples.benchmark;

import dev.ringside.repl.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** On how many of the host's processors a guest is measured, and what is read there. */
enum Pinning {
    /** CPU seconds of all threads of the process on one processor: what the work costs. */
    ONE_CORE("cpu", "CPU s", 1),
    /** Seconds that pass on two processors: what a person waits. */
    TWO_CORES("wall", "wall s", 2);

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    private final String label;
    private final String heading;
    private final int cores;

    Pinning(String label, String heading, int cores) {
        this.label = label;
        this.heading = heading;
        this.cores = cores;
    }

    /** What {@code --measure} calls it. */
    String label() {
        return label;
    }

    /** The heading of its columns. */
    String heading() {
        return heading;
    }

    /** The value that counts here, in seconds. */
    double of(Measurement measurement) {
        return this == ONE_CORE ? measurement.cpuSeconds() : measurement.wallSeconds();
    }

    /** The command that starts another on the last processors that this process may use: the first is left to the measuring. */
    List<String> prefix() {
        List<Integer> allowed = allowed();
        if (allowed.size() < cores) {
            throw new UserError("--measure " + label + " needs " + cores + " processors, this process may use " + allowed.size());
        }
        List<String> last = allowed.subList(allowed.size() - cores, allowed.size()).stream().map(String::valueOf).toList();
        return List.of("taskset", "-c", String.join(",", last));
    }

    private static List<Integer> allowed() {
        try {
            return list(Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(ALLOWED)).findFirst()
                .orElseThrow(() -> new IOException("no line " + ALLOWED)).substring(ALLOWED.length()).strip());
        } catch (IOException e) {
            throw new UserError(STATUS + ": " + e.getMessage() + "; measuring needs Linux");
        }
    }

    /** Takes a list such as {@code 0-3,8} apart. */
    static List<Integer> list(String text) {
        var numbers = new ArrayList<Integer>();
        for (String part : text.split(",")) {
            String[] ends = part.split("-");
            for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
                numbers.add(i);
            }
        }
        return numbers;
    }
}
