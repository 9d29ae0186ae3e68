package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;

/** Whether a unit's code is still what it was made of, and for what it was made. Its own object, because units know it before they are made. */
public final class Validity {
    /** What the unit takes for granted; see {@code Cpu.codeContext}. */
    public final int context;

    /** Cleared when one of its bytes has changed, or probes have. */
    public boolean valid = true;

    /** Last offset that the code segment must have. */
    private final long reach;

    Validity(Region region) {
        this.context = region.context().bits();
        this.reach = region.context().wide() ? 0 : region.reach();
    }

    /** Whether the code segment, as it is now, has all the offsets that the unit takes for granted. */
    boolean reached(Cpu cpu) {
        return reach <= cpu.segments.limit[Instruction.CS];
    }
}
