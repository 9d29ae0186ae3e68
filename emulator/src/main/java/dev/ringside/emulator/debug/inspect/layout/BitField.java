package dev.ringside.emulator.debug.inspect.layout;

import java.util.Map;

/**
 * Bits of a value that mean something together.
 *
 * @param name the manual's name; {@code reserved} for bits that must be clear, {@code ignored} for those that nobody looks at
 * @param first the lowest bit
 * @param bits how many
 * @param shift how far their value is shifted left to mean what the name says, as 12 for a page frame's address
 * @param meaning what it is; of a single bit: what it says when it is set
 * @param clear what a single bit says when it is clear; empty when that is not worth words
 * @param values words for single values
 */
public record BitField(String name, int first, int bits, int shift, String meaning, String clear, Map<Long, String> values) {
    private static final String RESERVED = "reserved", IGNORED = "ignored";

    /** Copies the values. */
    public BitField {
        values = Map.copyOf(values);
    }

    /** Whether the bits must be clear. */
    public boolean reserved() {
        return name.equals(RESERVED);
    }

    /** Whether nobody looks at the bits. */
    public boolean ignored() {
        return name.equals(IGNORED);
    }

    /** Whether it is one bit that is set or clear. */
    public boolean flag() {
        return bits == 1;
    }

    /** The bits, where they stand. */
    public long mask() {
        return (bits == 64 ? -1L : (1L << bits) - 1) << first;
    }

    /** The field of a whole value, shifted as {@link #shift} says. */
    public long of(long value) {
        return (value & mask()) >>> first << shift;
    }

    /** Whether any of its bits is also in {@code other}. */
    boolean meets(BitField other) {
        return (mask() & other.mask()) != 0;
    }

    /** As the manuals write it: {@code 7} or {@code 51:12}. */
    public String position() {
        return flag() ? Integer.toString(first) : first + bits - 1 + ":" + first;
    }
}
