package dev.ringside.emulator.debug.condition;

/**
 * What a rule knows of an event when its expressions are asked. Made once for each rule and filled anew for each event, so that nothing is
 * allocated.
 */
public final class Moment {
    /** How many fields an event may have. */
    public static final int FIELDS = 64;

    /** How often the rule's event has happened, this time included: the word {@code hit}. */
    public long hit;

    /** How often the rule's condition has held before: the word {@code count}. */
    public long count;

    private final long[] values = new long[FIELDS];
    private long present;

    /** Takes all fields away: the event that comes next has its own. */
    public void clear() {
        present = 0;
    }

    /**
     * Sets a field of the event.
     *
     * @param index that of its {@link dev.ringside.symbols.expression.scope.EventField}, 0 to {@link #FIELDS} - 1
     * @param value any upper bits: it is cut off to the field's type
     */
    public void set(int index, long value) {
        values[index] = value;
        present |= 1L << index;
    }

    /** Whether the event has the field; false for an index that no field can have. */
    public boolean has(int index) {
        return index >= 0 && index < FIELDS && (present >>> index & 1) != 0;
    }

    /** A field that the event {@linkplain #has has}. */
    public long value(int index) {
        return values[index];
    }
}
