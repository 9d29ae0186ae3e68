package dev.ringside.examples.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process whose guest prints {@code BEGIN name} and {@code END name checksum=...} on standard output. At each line its clocks are
 * read; after each END the guest waits for a byte, so that neither the next workload nor the process's end comes too early.
 */
final class MeasuredProcess {
    private static final Pattern BEGIN = Pattern.compile("BEGIN (\\S+)");
    private static final Pattern END = Pattern.compile("END (\\S+)(?: checksum=([0-9A-F]{8}))?");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");
    private static final int LINES_TO_SHOW = 5;
    private static final long SECONDS_TO_END = 60;

    private final Process process;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<String> lastLines = new ArrayList<>();
    private String running;
    private Duration cpuBefore = Duration.ZERO;
    private long timeBefore;

    /** Something went wrong with what is measured; the message says what. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    private MeasuredProcess(Process process, Optional<String> begun, long startTime) {
        this.process = process;
        this.running = begun.orElse(null);
        this.timeBefore = startTime;
    }

    /**
     * Runs a command to its end.
     *
     * @param begun what has begun with the process itself, without a line
     * @param limit after this time the process is ended
     * @return what ran, in the guest's order
     * @throws Failure if it cannot be started, fails, takes too long, or something that began has not ended
     */
    static List<Measurement> run(List<String> command, Optional<String> begun, Duration limit) throws Failure {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("RINGSIDE_MAIN");
        long start = System.nanoTime();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new Failure(e.getMessage());
        }
        try {
            return new MeasuredProcess(process, begun, start).measure(limit);
        } catch (IOException e) {
            throw new Failure(command.getFirst() + ": " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private List<Measurement> measure(Duration limit) throws IOException, InterruptedException, Failure {
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS).execute(process::destroyForcibly);
        try (BufferedReader output = process.inputReader(StandardCharsets.ISO_8859_1); OutputStream input = process.getOutputStream()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                line(line, input);
            }
        }
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            throw new Failure("the process closed its output and did not end");
        }
        if (process.exitValue() != 0 || running != null || measurements.isEmpty()) {
            throw new Failure("exit code " + process.exitValue() + (running == null ? "" : ", " + running + " did not end")
                + (lastLines.isEmpty() ? "" : "; the last lines:\n  " + String.join("\n  ", lastLines)));
        }
        return List.copyOf(measurements);
    }

    private void line(String line, OutputStream input) throws IOException {
        Matcher begin = BEGIN.matcher(line);
        Matcher end = END.matcher(line);
        if (begin.matches()) {
            running = begin.group(1);
            cpuBefore = cpu();
            timeBefore = System.nanoTime();
        } else if (end.matches() && end.group(1).equals(running)) {
            long time = System.nanoTime() - timeBefore;
            Duration cpu = cpu().minus(cpuBefore);
            measurements.add(new Measurement(running, cpu.toNanos() / 1e9, time / 1e9, peakKib(), Optional.ofNullable(end.group(2)).orElse("")));
            running = null;
            input.write('\n');
            input.flush();
        } else if (!line.isBlank()) {
            lastLines.add(line);
            if (lastLines.size() > LINES_TO_SHOW) {
                lastLines.removeFirst();
            }
        }
    }

    /** User and system time of all threads, those that have ended included. */
    private Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private long peakKib() throws IOException {
        Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        return peak.find() ? Long.parseLong(peak.group(1)) : 0;
    }
}
