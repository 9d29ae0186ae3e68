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

    /** Makes interpreters that leave hot code to translated units, which a thread of their own makes. */
    static EngineFactory translator() {
        return promoting(THRESHOLD);
    }

    /** {@link #translator()} with another number of runs after which a block is hot. */
    static EngineFactory promoting(int threshold) {
        return (cpu, semantics) -> Interpreter.promoting(cpu, semantics, Tiers.inBackground(threshold));
    }

    /** {@link #translator()} that tells what it makes, which the processor's thread does itself. */
    static EngineFactory translator(PhaseDumps dumps) {
        return (cpu, semantics) -> Interpreter.promoting(cpu, semantics, Tiers.atOnce(THRESHOLD, dumps));
    }

    /** Units are made by the processor's thread, at once when a block has run {@code threshold} times. */
    static EngineFactory translator(int threshold) {
        return (cpu, semantics) -> Interpreter.promoting(cpu, semantics, Tiers.atOnce(threshold, PhaseDumps.NONE));
    }
}
