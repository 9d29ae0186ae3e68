package dev.ringside.symbols;

/**
 * An address as people read it.
 *
 * @param symbol the symbol it belongs to
 * @param offset bytes from the symbol's address on, not negative
 */
public record Location(Symbol symbol, long offset) {
    /** {@code name} or {@code name+0x10}. */
    @Override
    public String toString() {
        return offset == 0 ? symbol.name() : symbol.name() + "+0x" + Long.toHexString(offset);
    }
}
