package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.linux.KernelModule;
import dev.ringside.symbols.linux.LinuxKernel;
import dev.ringside.symbols.linux.Modules;
import dev.ringside.symbols.linux.ViewException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The symbols of a kernel's modules, each read once while the module stays. */
final class ModuleTables {
    /** More modules, and symbols in all of them, than any real kernel has; what a damaged list says beyond that is not read. */
    private static final int MOST_MODULES = 1024, MOST_SYMBOLS = 1 << 20;

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
        var now = new LinkedHashMap<Key, SymbolSet>();
        int symbols = 0;
        for (Named each : modules(kernel)) {
            if (now.size() == MOST_MODULES || symbols > MOST_SYMBOLS) {
                break;
            }
            Key key = Key.of(each.module());
            SymbolSet known = sets.get(key);
            SymbolSet set = known != null ? known : read(each);
            now.put(key, set);
            symbols += set.symbols().size();
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
