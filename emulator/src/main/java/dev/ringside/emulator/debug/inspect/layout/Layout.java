package dev.ringside.emulator.debug.inspect.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the bits of a kind of value are to be read.
 *
 * @param name its name in {@code layouts.txt}
 * @param bits width of the value
 * @param title what the value is, in words
 * @param source where the manual says so
 * @param fields from bit 0 up, without gaps or overlaps
 */
public record Layout(String name, int bits, String title, String source, List<BitField> fields) {
    /** Checks that every bit has exactly one field. */
    public Layout {
        fields = List.copyOf(fields);
        int next = 0;
        for (BitField field : fields) {
            if (field.first() != next) {
                throw new IllegalArgumentException("layout " + name + ": bit " + next + " has no field, or two");
            }
            next += field.bits();
        }
        if (next != bits) {
            throw new IllegalArgumentException("layout " + name + ": " + bits + " bits, fields for " + next);
        }
    }

    /** Takes a value apart, from bit 0 up. */
    public List<FieldValue> decode(long value) {
        List<FieldValue> decoded = new ArrayList<>(fields.size());
        for (BitField field : fields) {
            decoded.add(new FieldValue(field, field.of(value)));
        }
        return List.copyOf(decoded);
    }

    /** What is worth telling of a value: all of it but clear bits that must be clear or that nobody looks at. */
    public List<FieldValue> told(long value) {
        return decode(value).stream().filter(f -> f.set() || !f.field().reserved() && !f.field().ignored()).toList();
    }

    /** Names of the flags that are set, from the highest bit down, as registers are shown: {@code PG WP NE ET PE}. */
    public String flags(long value) {
        List<String> names = new ArrayList<>();
        for (FieldValue f : decode(value).reversed()) {
            if (f.field().flag() && f.set() && !f.field().ignored()) {
                names.add(f.field().name());
            }
        }
        return String.join(" ", names);
    }

    /** Bits that must be clear. */
    public long reserved() {
        long mask = 0;
        for (BitField field : fields) {
            mask |= field.reserved() ? field.mask() : 0;
        }
        return mask;
    }

    /** The field called {@code fieldName}, capital or small letters. */
    public Optional<BitField> field(String fieldName) {
        return fields.stream().filter(f -> f.name().equalsIgnoreCase(fieldName)).findFirst();
    }
}
