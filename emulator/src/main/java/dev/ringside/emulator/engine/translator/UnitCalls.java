package dev.ringside.emulator.engine.translator;

/** Where a unit that has called goes on when it cannot go on by itself: with whoever runs units. All state is real before and after. */
public interface UnitCalls {
    /** The unit that begins at rip, or null when there is none yet; may raise the page fault of fetching. */
    Unit unitHere();

    /**
     * Runs from rip on until execution arrives at {@code returnRip}, something asks for attention, or the limit is reached. Faults come
     * out of it, with the processor before the instruction that raised them.
     */
    void runOnTo(long returnRip);

    /** Runs on a little from rip, short of {@code end}, without translated code: an instruction was not plain, or the limit is near. */
    void takeOver(long end);
}
