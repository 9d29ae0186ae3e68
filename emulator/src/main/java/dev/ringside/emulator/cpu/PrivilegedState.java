package dev.ringside.emulator.cpu;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/** State of one processor that only system instructions touch. */
public final class PrivilegedState implements Stateful {
    /** Number of slots in {@link #msr}. */
    public static final int MSR_SLOTS = 96;

    private static final long RANDOM_STEP = 0x9E3779B97F4A7C15L;

    /** Values of the model-specific registers, by the slots that {@code ModelSpecificRegisters} gives out. */
    public final long[] msr = new long[MSR_SLOTS];

    /** Whether MONITOR has armed the address monitor and nothing has triggered it since. */
    public boolean monitorArmed;

    /** Whether the processor waits in an MWAIT that an interrupt ends even while EFLAGS.IF is clear. */
    public boolean wakesMasked;

    /** Whether a wake-up came while the processor did not wait: its next HLT ends at once, so that none is lost. */
    public boolean wakeUpPending;

    private long random;

    /** Seeds what RDRAND and RDSEED answer. A reset does not touch it. */
    public void seed(long seed) {
        random = seed;
    }

    /** The next 64 random bits (splitmix64). */
    public long nextRandom() {
        random += RANDOM_STEP;
        long z = random;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    void reset() {
        monitorArmed = false;
        wakesMasked = false;
        wakeUpPending = false;
    }

    @Override
    public void state(StateStream s) {
        s.i64s("msr", msr);
        monitorArmed = s.bool("monitorArmed", monitorArmed);
        wakesMasked = s.bool("wakesMasked", wakesMasked);
        wakeUpPending = s.bool("wakeUpPending", wakeUpPending);
        random = s.i64("random", random);
    }
}
