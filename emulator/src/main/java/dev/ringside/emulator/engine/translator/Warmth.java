package dev.ringside.emulator.engine.translator;

/** Which code is worth translating: what a unit is made of need not include what never runs. */
@FunctionalInterface
public interface Warmth {
    /** Everything is. */
    Warmth ALL = place -> true;

    /** Whether the code entered there has run often enough. */
    boolean warm(Place place);
}
