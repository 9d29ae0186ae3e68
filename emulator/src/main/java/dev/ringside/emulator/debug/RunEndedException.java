package dev.ringside.emulator.debug;

/** A request came when the run was over. */
public final class RunEndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A request that nobody serves any more. */
    public RunEndedException() {
        super("the run is over");
    }
}
