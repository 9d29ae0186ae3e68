package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;

/** Superclass of generated classes. */
public abstract class UnitCode {
    /**
     * Instructions that a unit retires at most before it comes back. Then the next call finds what HotSpot has compiled meanwhile; a
     * loop that went on and on would be compiled once more, to be entered in its middle.
     */
    static final int MOST = 1 << 12;

    /** For generated classes. */
    protected UnitCode() {}

    /** How many instructions may retire before the processor's limit, at most {@code most}; below 0 when it is passed. */
    protected static int left(int most, Cpu cpu) {
        return (int) Math.min(most, cpu.limit - cpu.instructions);
    }

    /**
     * Runs the unit on a processor that stands at its entry, in its context, with nothing asking for attention. Comes back with all
     * state real; throws the faults that the interpreter's instructions throw, with the processor before the instruction that threw.
     *
     * @return whether it can be called again at once: false when the instruction limit is too near, or it stands before an instruction
     *     that is not plain ({@link dev.ringside.emulator.memory.NotPlain})
     */
    public abstract boolean run(Cpu cpu);
}
