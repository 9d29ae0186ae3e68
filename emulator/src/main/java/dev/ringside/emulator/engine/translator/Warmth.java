package dev.ringside.emulator.engine.translator;

/** Which code is worth translating: what a unit is made of need not include what never runs. */
@FunctionalInterface
public interface Warmth {
    /** Everything is. */
    Warmth ALL = (rip, ramIndex) -> true;

    /** Whether the code entered at {@code rip}, which lies at {@code ramIndex} in RAM, has run often enough. */
    boolean warm(long rip, int ramIndex);
}
