package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.unwind.orc.OrcTable;
import dev.ringside.symbols.unwind.orc.OrcUnwinder;
import java.util.List;
import java.util.Optional;

/** The unwind tables of the kernel in the guest, copied from its memory once and kept as long as its symbols are the same. */
final class KernelTables {
    private static final String SYMBOL = "__start_orc_unwind_ip";

    private SymbolTable owner = SymbolTable.empty();
    private Optional<OrcTable> table = Optional.empty();
    private String missing = "";

    /** The unwinder for the kernel among these symbols; empty: {@link #missing} says why. */
    Optional<OrcUnwinder> unwinder(List<SymbolSet> sets, MemoryView memory) {
        Optional<SymbolTable> kernel = sets.stream().map(SymbolSet::symbols).filter(s -> !s.named(SYMBOL).isEmpty()).findFirst();
        if (kernel.isEmpty()) {
            missing = "no kernel with unwind tables (ORC) is known: there is no symbol " + SYMBOL;
            return Optional.empty();
        }
        SymbolTable symbols = kernel.get();
        if (symbols != owner || table.isEmpty()) {
            read(symbols, memory);
        }
        return table.map(t -> OrcUnwinder.ofKernel(memory, symbols, t));
    }

    private void read(SymbolTable symbols, MemoryView memory) {
        owner = symbols;
        try {
            table = Optional.of(OrcTable.find(memory, symbols));
            missing = "";
        } catch (FormatException e) {
            table = Optional.empty();
            missing = e.getMessage();
        }
    }

    /** Why there was none when last asked, in one line; empty when there was. */
    String missing() {
        return missing;
    }
}
