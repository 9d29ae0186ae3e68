package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.debug.program.SymbolSet.Kind;
import dev.ringside.symbols.Location;
import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.types.TypeLibrary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** All symbols that are known at one moment. Immutable; any thread may ask. */
record SymbolSets(List<SymbolSet> sets) {
    static final SymbolSets NONE = new SymbolSets(List.of());

    /** In the order in which names are looked up: a process's own before the whole guest's, files of the user before what the kernel says. */
    SymbolSets {
        sets = sets.stream().sorted(Comparator.comparing(SymbolSet::kind)).toList();
    }

    private List<SymbolSet> seen(long cr3) {
        return sets.stream().filter(set -> set.isSeenWith(cr3)).toList();
    }

    /** The name of an address: of several, the nearest below it; of those the first in the order of lookup. */
    Optional<NamedAddress> nameOf(long linear, long cr3) {
        NamedAddress nearest = null;
        for (SymbolSet set : seen(cr3)) {
            Optional<Location> location = set.symbols().locate(linear);
            if (location.isPresent() && (nearest == null || Long.compareUnsigned(location.get().offset(), nearest.location().offset()) < 0)) {
                nearest = new NamedAddress(set, location.get());
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** A symbol and whose it is. */
    record Owned(Symbol symbol, SymbolSet set) {
    }

    /**
     * Everything that has a name, in the order of lookup.
     *
     * @param name a symbol's name, with or without a mark such as {@code [module]} behind it
     */
    List<Owned> named(String name, long cr3) {
        int mark = name.endsWith("]") ? name.indexOf(" [") : -1;
        String plain = mark < 0 ? name : name.substring(0, mark);
        String wanted = mark < 0 ? "" : name.substring(mark + 2, name.length() - 1);
        var found = new ArrayList<Owned>();
        for (SymbolSet set : seen(cr3)) {
            if (wanted.isEmpty() || set.name().equals(wanted)) {
                set.symbols().named(plain).forEach(symbol -> found.add(new Owned(symbol, set)));
            }
        }
        return found;
    }

    /** Names that begin with {@code prefix}, each once, in alphabetical order, at most {@code limit}. */
    List<String> completions(String prefix, int limit) {
        var names = new TreeSet<String>();
        sets.forEach(set -> names.addAll(set.symbols().completions(prefix, limit)));
        return names.stream().limit(limit).toList();
    }

    /** All libraries of types, in the order of lookup. */
    List<TypeLibrary> types(long cr3) {
        return seen(cr3).stream().flatMap(set -> set.types().stream()).toList();
    }

    boolean has(Kind kind) {
        return sets.stream().anyMatch(set -> set.kind() == kind);
    }
}
