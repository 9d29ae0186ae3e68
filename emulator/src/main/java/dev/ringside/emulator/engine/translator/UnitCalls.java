package dev.ringside.emulator.engine.translator;

/** How a unit has a near call of the guest's executed: by whoever runs units. */
public interface UnitCalls {
    /**
     * Runs from rip on until execution arrives at {@code returnRip}. All state is real before and after.
     *
     * @param caller the unit that calls
     * @return whether it has arrived there, with nothing asking for attention, and the caller can go on: its code is what it was, the
     *     processor's context too
     */
    boolean call(Validity caller, long returnRip);
}
