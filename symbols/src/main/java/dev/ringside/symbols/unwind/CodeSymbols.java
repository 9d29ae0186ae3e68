package dev.ringside.symbols.unwind;

import dev.ringside.symbols.Location;
import dev.ringside.symbols.SymbolTable;
import java.util.Optional;

/** Says what an address of code belongs to; {@link SymbolTable#locate} does, and so does whoever has several tables. */
@FunctionalInterface
public interface CodeSymbols {
    /** The symbol that a linear address belongs to, and how far into it the address is; empty: none. */
    Optional<Location> locate(long linear);
}
