package dev.ringside.emulator.device;

/**
 * Virtual time and what is to happen in it. One tick is 1 ns and one TSC cycle: virtual time is the number of retired
 * instructions plus skipped idle, so the same guest sees the same times on every run.
 */
public interface Clock {
    /** Virtual time now, in ns since the machine was made. Exact inside an instruction's device access. */
    long now();

    /**
     * Makes a timer. Timers that are due at the same time fire in the order in which they were made.
     *
     * @param name unique within the machine; names the timer in saved state
     * @param action runs when the timer is due; {@link #now()} is then at least the time asked for
     */
    Timer timer(String name, Runnable action);

    /** One pending or idle event. Its due time is saved and restored by the clock, not by the device. */
    interface Timer {
        /** Due time of a timer that is not set. */
        long NEVER = Long.MAX_VALUE;

        /** Sets or moves the timer to virtual time {@code when}; a time in the past fires at the next instruction. */
        void set(long when);

        /** Disarms it. */
        void cancel();

        /** When it fires, or {@link #NEVER}. */
        long due();
    }
}
