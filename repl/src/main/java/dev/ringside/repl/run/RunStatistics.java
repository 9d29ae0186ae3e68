package dev.ringside.repl.run;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.ringside.emulator.engine.EngineStatistics;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.emulator.platform.AbiCall;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What is counted about a run, and its form for other programs: the JSON object of {@code --stats}. */
final class RunStatistics {
    private final Map<AbiCall.Kind, Long> calls = new EnumMap<>(AbiCall.Kind.class);
    private long startNanos;
    private long nanos;
    private Duration startCpu = Duration.ZERO;
    private Duration cpu = Duration.ZERO;

    /** The guest starts. */
    void begin() {
        startNanos = System.nanoTime();
        startCpu = cpuTime();
    }

    /** The guest has stopped. */
    void end() {
        nanos = System.nanoTime() - startNanos;
        cpu = cpuTime().minus(startCpu);
    }

    /** The guest has made a call. */
    void count(AbiCall call) {
        calls.merge(call.kind(), 1L, Long::sum);
    }

    /**
     * The statistics. What no part of Ringside can do yet, observing pv ops, has happened zero times.
     *
     * @param instructions retired since power-up
     * @param stop         why it stopped
     * @param events       events written to the trace
     */
    String json(Machine machine, long instructions, StopReason stop, long events) {
        var json = new JsonObject();
        json.addProperty("instructions", instructions);
        json.addProperty("virtualTimeNs", machine.virtualTime());
        json.addProperty("stateHash", "0x%016x".formatted(machine.stateHash()));
        json.addProperty("stop", stop.getClass().getSimpleName());
        json.addProperty("seconds", seconds(Duration.ofNanos(nanos)));
        json.addProperty("cpuSeconds", seconds(cpu));
        var engines = new JsonObject();
        EngineStatistics engine = machine.engineStatistics(0);
        engines.addProperty("interpreter", engine.interpreted());
        engines.addProperty("translator", engine.translated());
        json.add("engines", engines);
        json.addProperty("unitsTranslated", engine.units());
        json.addProperty("abiCalls", calls.values().stream().mapToLong(Long::longValue).sum());
        var kinds = new JsonObject();
        calls.forEach((kind, count) -> kinds.addProperty(kind.label(), count));
        json.add("abiCallsByKind", kinds);
        json.addProperty("pvOps", 0);
        json.addProperty("events", events);
        var memory = new JsonObject();
        memory.addProperty("guest", machine.memory().ramSize());
        Runtime runtime = Runtime.getRuntime();
        memory.addProperty("heapUsed", runtime.totalMemory() - runtime.freeMemory());
        memory.addProperty("heapCommitted", runtime.totalMemory());
        json.add("memory", memory);
        return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
    }

    private static double seconds(Duration duration) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9));
    }

    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
