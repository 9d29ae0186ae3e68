package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import java.util.List;
import java.util.Random;

/** Runs a machine on one engine for a random number of instructions, then on another, and so on. */
final class EngineSwitching {
    private final List<EngineFactory> engines;
    private final Random random;
    private final int longest;

    /**
     * @param seed of the lengths and of which engine comes next
     * @param longest most instructions on one engine
     */
    EngineSwitching(List<EngineFactory> engines, long seed, int longest) {
        this.engines = engines;
        this.random = new Random(seed);
        this.longest = longest;
    }

    /** Runs to the end of the guest or the limit. */
    StopReason run(Machine machine, long limit) {
        StopReason stop = new StopReason.InstructionLimit();
        while (stop instanceof StopReason.InstructionLimit && machine.cpu(0).instructions < limit) {
            machine.switchEngine(engines.get(random.nextInt(engines.size())));
            stop = machine.run(Math.min(limit, machine.cpu(0).instructions + 1 + random.nextInt(longest)));
        }
        return stop;
    }
}
