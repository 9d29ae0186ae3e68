package dev.ringside.emulator.machine;

import java.util.concurrent.locks.LockSupport;

/**
 * Idle takes as long on the host as in the guest, so that a person at a terminal sees a clock that runs. Only idle is paced:
 * a guest that computes runs as fast as it can. Virtual time that idle input cuts short is stamped into the input log, so
 * a replay sees the same.
 */
public final class HostPacing implements Pacing {
    private static final long SLICE = 1_000_000;

    @Override
    public long idle(long from, long to, InputQueue inputs) {
        long start = System.nanoTime();
        long wanted = to - from;
        while (true) {
            long spent = System.nanoTime() - start;
            if (spent >= wanted) {
                return to;
            }
            if (inputs.waiting() || Thread.currentThread().isInterrupted()) {
                return from + Math.max(spent, 0);
            }
            LockSupport.parkNanos(Math.min(SLICE, wanted - spent));
        }
    }
}
