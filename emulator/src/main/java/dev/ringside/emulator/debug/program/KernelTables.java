package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.unwind.orc.OrcTable;
import java.util.Optional;

/** The unwind tables of the kernel in the guest, copied from its memory once and kept as long as its symbols are the same. */
final class KernelTables {
    private SymbolTable owner = SymbolTable.empty();
    private Optional<OrcTable> tables = Optional.empty();
    private String missing = "no kernel is known";

    /** The tables of the kernel with these symbols; empty: {@link #missing} says why. */
    Optional<OrcTable> of(SymbolTable symbols, MemoryView memory) {
        if (symbols != owner || tables.isEmpty()) {
            try {
                tables = Optional.of(OrcTable.find(memory, symbols));
                missing = "";
            } catch (FormatException e) {
                tables = Optional.empty();
                missing = e.getMessage();
            }
            owner = symbols;
        }
        return tables;
    }

    /** Why there are none, in one line; empty when there are. */
    String missing() {
        return missing;
    }
}
