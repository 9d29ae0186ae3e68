package dev.ringside.emulator.device;

/**
 * An oscillator on the grid of virtual time. Tick {@code n} begins at the first ns at which {@code n} periods have
 * passed; both directions are exact, so a counter derived from them never drifts.
 *
 * @param hertz ticks a second, at most 1e9
 */
public record Frequency(long hertz) {
    private static final long SECOND = 1_000_000_000L;

    /** Ticks completed at virtual time {@code ns}. */
    public long ticks(long ns) {
        return ns / SECOND * hertz + ns % SECOND * hertz / SECOND;
    }

    /** The first ns at which {@link #ticks} is {@code tick}. */
    public long start(long tick) {
        return tick / hertz * SECOND + (tick % hertz * SECOND + hertz - 1) / hertz;
    }
}
