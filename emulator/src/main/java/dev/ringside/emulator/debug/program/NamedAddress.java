package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.Location;

/**
 * An address with its name.
 *
 * @param set      whose symbol it is
 * @param location the symbol, and how far behind it
 */
public record NamedAddress(SymbolSet set, Location location) {
    /** {@code name+0x12 [module]}; neither offset nor module where there is none. */
    @Override
    public String toString() {
        return location + set.mark();
    }
}
