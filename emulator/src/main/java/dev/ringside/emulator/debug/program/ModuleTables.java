package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.linux.KernelModule;
import dev.ringside.symbols.linux.LinuxKernel;
import dev.ringside.symbols.linux.Modules;
import dev.ringside.symbols.linux.ViewException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The symbols of a kernel's modules, each read once while the module stays. */
final class ModuleTables {
    private Map<Key, SymbolSet> sets = Map.of();

    /** What tells a module from another that has been loaded to the same place. */
    private record Key(long address, String name, long base, long size) {
        static Key of(KernelModule module) {
            return new Key(module.address(), module.name(), module.base(), module.size());
        }
    }

    List<SymbolSet> sets() {
        return List.copyOf(sets.values());
    }

    void forget() {
        sets = Map.of();
    }

    /** Looks at the kernel's list; true: it has changed. Without types there are no modules to be seen. */
    boolean refresh(LinuxKernel kernel) {
        var now = new HashMap<Key, SymbolSet>();
        for (Named each : modules(kernel)) {
            Key key = Key.of(each.module());
            SymbolSet known = sets.get(key);
            now.put(key, known != null ? known : read(each));
        }
        boolean changed = !now.keySet().equals(sets.keySet());
        sets = now;
        return changed;
    }

    private record Named(KernelModule module, Modules reader) {
    }

    private static List<Named> modules(LinuxKernel kernel) {
        try {
            var reader = new Modules(kernel);
            var found = new ArrayList<Named>();
            reader.all().modules().forEach(module -> found.add(new Named(module, reader)));
            return found;
        } catch (ViewException _) {
            return List.of();
        }
    }

    private static SymbolSet read(Named each) {
        SymbolTable symbols;
        try {
            symbols = SymbolTable.of(each.reader().symbols(each.module()));
        } catch (ViewException _) {
            symbols = SymbolTable.empty();
        }
        return new SymbolSet(each.module().name(), SymbolSet.Kind.MODULE, symbols, Optional.empty(), Optional.empty(), Optional.empty(), 0,
            OptionalLong.empty());
    }
}
