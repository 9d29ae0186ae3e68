package dev.ringside.emulator.debug.inspect.layout;

/**
 * A field and what it holds.
 *
 * @param field which
 * @param value its bits, shifted as the field says
 */
public record FieldValue(BitField field, long value) {
    /** What the value means, in words; the empty string when there is no more to say than the number. */
    public String words() {
        String special = field.values().get(value >>> field.shift());
        if (special != null) {
            return special;
        }
        if (field.reserved()) {
            return value == 0 ? "" : "reserved, must be clear";
        }
        if (!field.flag()) {
            return field.meaning();
        }
        return value != 0 ? field.meaning() : field.clear();
    }

    /** Whether any bit is set. */
    public boolean set() {
        return value != 0;
    }
}
