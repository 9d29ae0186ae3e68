package dev.ringside.symbols;

/**
 * A name for an address.
 *
 * @param name     the name; not unique: static functions of several files may share one
 * @param address  linear address, zero extended where the guest is a 32-bit one; what {@code absolute} says otherwise
 * @param size     bytes from the address on, or {@link #UNKNOWN_SIZE}; 0 where the source says 0 (labels)
 * @param letter   the kind as {@code nm} and {@code /proc/kallsyms} print it: {@code T} text, {@code D} data, {@code B} BSS,
 *     {@code R} read-only data, {@code A} absolute, {@code W} and {@code V} weak, ...; small letters are local
 * @param absolute whether the address is a number rather than a place: an absolute symbol, an offset into per-CPU or thread-local
 *     data. Moving the image does not move it, and no address is said to be near it
 * @param source   who says so
 */
public record Symbol(String name, long address, long size, char letter, boolean absolute, SymbolSource source) {
    /** The size where the source knows none. */
    public static final long UNKNOWN_SIZE = -1;

    /** Refuses negative sizes. */
    public Symbol {
        if (size < UNKNOWN_SIZE) {
            throw new IllegalArgumentException("size " + size + " of " + name);
        }
    }

    /** Whether the size is known and not 0, so that it bounds what belongs to the symbol. */
    public boolean hasExtent() {
        return size > 0;
    }

    /** The same symbol {@code slide} bytes further on, unless it is absolute. */
    public Symbol movedBy(long slide) {
        return absolute || slide == 0 ? this : new Symbol(name, address + slide, size, letter, false, source);
    }
}
