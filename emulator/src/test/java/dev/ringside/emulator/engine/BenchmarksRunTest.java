package dev.ringside.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks of parts can be run, all of them: one that throws would fail here. How long anything takes is not looked at. */
class BenchmarksRunTest {
    @Test
    void everyBenchmarkComesToAResult() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder().include("dev\\.ringside\\..*").forks(0).warmupIterations(0)
                .measurementIterations(1).measurementTime(TimeValue.milliseconds(5)).shouldFailOnError(true).verbosity(VerboseMode.SILENT)
                .build()).run();
        assertEquals(3 * EngineBenchmark.Loop.values().length + 7, results.size());
        results.forEach(r -> assertTrue(r.getPrimaryResult().getScore() > 0, r.getParams().getBenchmark()));
    }
}
