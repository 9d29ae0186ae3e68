package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;

/** Superclass of generated classes. */
public abstract class UnitCode {
    /** For generated classes. */
    protected UnitCode() {}

    /**
     * Runs the unit on a processor that stands at its entry, in its context, with nothing asking for attention. Comes back with all
     * state real; throws what the interpreter's instructions throw, with the processor before the instruction that threw.
     *
     * @return whether it ran: false when the instruction limit is too near
     */
    public abstract boolean run(Cpu cpu);
}
