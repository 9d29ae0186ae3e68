package dev.ringside.emulator.debug.condition;

/**
 * Where a user variable keeps its value. Whoever owns the variables hands out one for each name, the same every time; code that was compiled
 * reads it each time it is asked, so that a new value holds at once. On the machine's thread.
 */
public final class UserVariable {
    private long bits;
    private boolean known;

    /** Gives it a value: a scalar's bits. */
    public void set(long newBits) {
        bits = newBits;
        known = true;
    }

    /** Takes its value away. */
    public void forget() {
        known = false;
    }

    /** Whether it has a value. */
    public boolean known() {
        return known;
    }

    /** Its value; any upper bits: it is cut off to the type that the variable had when the expression was parsed. */
    public long bits() {
        return bits;
    }
}
