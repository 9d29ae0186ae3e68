package dev.ringside.emulator.machine;

import dev.ringside.emulator.device.Clock;
import java.util.concurrent.locks.LockSupport;

/** What the machine does with idle time on the host. Guest-visible results are the same with any. */
public interface Pacing {
    /**
     * The guest idles from virtual time {@code from} to {@code to}, in ns; returns when the host may go on, at the latest
     * when {@code to} has come, earlier as soon as something waits in {@code inputs}. {@code to} is
     * {@link Clock.Timer#NEVER} when only an input can end the idle.
     *
     * @return the virtual time reached, between {@code from} and {@code to}
     */
    long idle(long from, long to, InputQueue inputs);

    /** Skips idle at once; when nothing but an input can end it, waits for that without virtual time passing. */
    Pacing SKIP = (from, to, inputs) -> {
        if (to != Clock.Timer.NEVER) {
            return to;
        }
        while (!inputs.waiting()) {
            LockSupport.parkNanos(HostPacing.SLICE);
        }
        return from;
    };
}
