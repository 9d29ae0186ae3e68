package dev.ringside.emulator.debug;

import dev.ringside.symbols.dwarf.SourceLine;
import java.util.Optional;

/** Source lines of code as it lies in the guest now. */
@FunctionalInterface
public interface LineTable {
    /** The row of the line table that an instruction belongs to, its address moved to where the code lies. */
    Optional<SourceLine> at(long linear);
}
