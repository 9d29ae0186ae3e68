package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;

/** Superclass of generated classes. */
public abstract class UnitCode {
    /** Instructions that a unit retires at most before it comes back: counting down an int is cheaper than a long. */
    static final int MOST = 1 << 30;

    /** For generated classes. */
    protected UnitCode() {}

    /** How many instructions may retire before the processor's limit, at most {@code most}; below 0 when it is passed. */
    protected static int left(int most, Cpu cpu) {
        return (int) Math.min(most, cpu.limit - cpu.instructions);
    }

    /**
     * Runs the unit on a processor that stands at its entry, in its context, with nothing asking for attention. Comes back with all
     * state real; throws what the interpreter's instructions throw, with the processor before the instruction that threw.
     *
     * @return whether it ran: false when the instruction limit is too near
     */
    public abstract boolean run(Cpu cpu);
}
