package dev.ringside.emulator.debug.condition;

/** Takes the answer of a {@link LiveValue}; used again and again. */
public final class Answer {
    /** The value. */
    public long value;

    /** Takes a value; always true, for {@link LiveValue#read} to end with. */
    public boolean is(long newValue) {
        value = newValue;
        return true;
    }
}
