package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.Symbol;

/**
 * What a name means.
 *
 * @param symbol  the symbol
 * @param set     whose it is
 * @param address linear address; of per-CPU data that of the processor's own copy
 * @param perCpu  whether it is per-CPU data, so that {@code symbol.address()} is no address yet
 */
public record Resolved(Symbol symbol, SymbolSet set, long address, boolean perCpu) {
}
