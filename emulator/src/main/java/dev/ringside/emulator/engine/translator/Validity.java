package dev.ringside.emulator.engine.translator;

/** Whether a unit's code is still what it was made of, and where that is. Its own object, because units know it before they are made. */
public final class Validity {
    /** What the unit takes for granted; see {@code Cpu.codeContext}. */
    public final int context;

    /** First byte of the RAM page it lies in. */
    public final int ramPage;

    /** Cleared when one of its bytes has changed, or probes have. */
    public boolean valid = true;

    Validity(int context, int ramPage) {
        this.context = context;
        this.ramPage = ramPage;
    }
}
