package dev.ringside.emulator.machine;

/** What the machine does with idle time on the host. Guest-visible results are the same with any. */
public interface Pacing {
    /**
     * The guest idles from virtual time {@code from} to {@code to}, in ns; returns when the host may go on, at the latest
     * when {@code to} has come, earlier as soon as something waits in {@code inputs}.
     *
     * @return the virtual time reached, between {@code from} and {@code to}
     */
    long idle(long from, long to, InputQueue inputs);

    /** Skips idle at once. */
    Pacing SKIP = (from, to, inputs) -> to;
}
