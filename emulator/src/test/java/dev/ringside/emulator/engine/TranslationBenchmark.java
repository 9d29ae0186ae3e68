package dev.ringside.emulator.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Time until a small loop has become a unit and has run once: all phases, the definition of its class, its first steps in the JVM. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TranslationBenchmark {
    private FlatGuest guest;

    /** A guest whose code nobody has seen yet. */
    @Setup(Level.Invocation)
    public void load() {
        guest = new FlatGuest(TestEngine.TRANSLATOR).code("01C8 31C3 C1C005 11DA 038700000400 49 75EE EBEC");
    }

    /** Its engine watches memory no longer. */
    @TearDown(Level.Invocation)
    public void close() {
        guest.engine.close();
    }

    /** Translates and runs the loop. */
    @Benchmark
    public int unit() {
        if (guest.run(1000) != Engine.Exit.LIMIT) {
            throw new IllegalStateException("the loop ended at " + Long.toHexString(guest.cpu.rip));
        }
        return guest.engine.statistics().units();
    }
}
