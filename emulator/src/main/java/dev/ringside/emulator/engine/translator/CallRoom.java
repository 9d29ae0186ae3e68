package dev.ringside.emulator.engine.translator;

/** How many more calls of translated code may nest on the Java stack. One for all units of an engine. */
public final class CallRoom {
    /** Calls within each other at most; beyond, units return outward first. */
    private static final int DEEPEST_CALL = 64;

    int left;

    /** Sets it where no unit is running: after what a fault has left behind, too. */
    public void reset(boolean calls) {
        left = calls ? DEEPEST_CALL : 0;
    }

    /** Whether there is no room for another call. */
    public boolean full() {
        return left <= 0;
    }

    /** Takes room for one call, where there is some. */
    public boolean take() {
        if (full()) {
            return false;
        }
        left--;
        return true;
    }

    /** Gives back what {@link #take} took. */
    public void giveBack() {
        left++;
    }
}
