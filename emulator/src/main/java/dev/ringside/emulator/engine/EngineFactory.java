package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SemanticsTable;

/** Makes an engine for a processor: how a machine is told which one to run on. */
@FunctionalInterface
public interface EngineFactory {
    /** An engine for {@code cpu}, with the semantics of all instructions it is to know. */
    Engine make(Cpu cpu, SemanticsTable semantics);

    /** Makes {@link Interpreter}s. */
    static EngineFactory interpreter() {
        return Interpreter::new;
    }
}
