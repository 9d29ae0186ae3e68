package dev.ringside.symbols.types;

/**
 * A range of addresses.
 *
 * @param low  the first address
 * @param high the first address behind it; unsigned, above {@code low}
 */
public record AddressRange(long low, long high) {
    /** Whether the range holds an address. */
    public boolean contains(long address) {
        return Long.compareUnsigned(address, low) >= 0 && Long.compareUnsigned(address, high) < 0;
    }
}
