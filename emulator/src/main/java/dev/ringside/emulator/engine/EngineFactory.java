package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SemanticsTable;

/** Makes an engine for a processor: how a machine is told which one to run on. */
@FunctionalInterface
public interface EngineFactory {
    /** How often a block runs before it is translated, unless told otherwise. */
    int THRESHOLD = 30_000;

    /** An engine for {@code cpu}, with the semantics of all instructions it is to know. */
    Engine make(Cpu cpu, SemanticsTable semantics);

    /** Makes {@link Interpreter}s. */
    static EngineFactory interpreter() {
        return Interpreter::new;
    }

    /** Makes interpreters that leave hot code to translated units. */
    static EngineFactory translator() {
        return translator(THRESHOLD);
    }

    /** {@link #translator()} that tells what it makes. */
    static EngineFactory translator(PhaseDumps dumps) {
        return (cpu, semantics) -> new Interpreter(cpu, semantics, THRESHOLD, dumps);
    }

    /** {@link #translator()} with another number of runs after which a block is hot; 0: at once. */
    static EngineFactory translator(int threshold) {
        return (cpu, semantics) -> new Interpreter(cpu, semantics, threshold, PhaseDumps.NONE);
    }
}
