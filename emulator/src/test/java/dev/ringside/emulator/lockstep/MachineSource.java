package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.Machine;

/** Builds machines that are equal but for their engine. */
@FunctionalInterface
interface MachineSource {
    /** A machine in the state where the run begins. */
    Machine build(EngineFactory engine);
}
