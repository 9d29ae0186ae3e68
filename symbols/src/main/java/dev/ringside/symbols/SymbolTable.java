package dev.ringside.symbols;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Symbols to be found by name, by the beginning of a name and by address. Immutable. Addresses are compared as unsigned numbers. A
 * moved table ({@link #movedBy}) shares everything with the one it was made of.
 */
public final class SymbolTable {
    /** How far a symbol of unknown size reaches at most: past the last symbol of a kernel there are its modules, and user space. */
    public static final long LONGEST_OF_UNKNOWN_SIZE = 1L << 20;

    private static final SymbolTable EMPTY = of(List.of());

    /** In address order; those with the same address in the order they came. */
    private final Symbol[] places;
    private final Symbol[] absolutes;
    /** All, by name; those with the same name in address order. */
    private final Symbol[] byName;
    /** For each place, the highest address that it or one before it contains by its size. */
    private final long[] lastContained;
    private final long slide;

    private SymbolTable(Symbol[] places, Symbol[] absolutes, Symbol[] byName, long[] lastContained, long slide) {
        this.places = places;
        this.absolutes = absolutes;
        this.byName = byName;
        this.lastContained = lastContained;
        this.slide = slide;
    }

    /** The table without symbols. */
    public static SymbolTable empty() {
        return EMPTY;
    }

    /** The table of these symbols, in whatever order they are. */
    public static SymbolTable of(Collection<Symbol> symbols) {
        Comparator<Symbol> byAddress = (a, b) -> Long.compareUnsigned(a.address(), b.address());
        Symbol[] places = symbols.stream().filter(s -> !s.absolute()).sorted(byAddress).toArray(Symbol[]::new);
        Symbol[] absolutes = symbols.stream().filter(Symbol::absolute).sorted(byAddress).toArray(Symbol[]::new);
        Symbol[] byName = Arrays.copyOf(absolutes, symbols.size());
        System.arraycopy(places, 0, byName, absolutes.length, places.length);
        Arrays.sort(byName, Comparator.comparing(Symbol::name));
        return new SymbolTable(places, absolutes, byName, lastContained(places), 0);
    }

    private static long[] lastContained(Symbol[] places) {
        long[] last = new long[places.length];
        long highest = 0;
        for (int i = 0; i < places.length; i++) {
            if (places[i].hasExtent()) {
                long end = places[i].address() + (places[i].size() - 1);
                end = Long.compareUnsigned(end, places[i].address()) < 0 ? -1 : end;
                highest = Long.compareUnsigned(end, highest) > 0 ? end : highest;
            }
            last[i] = highest;
        }
        return last;
    }

    /** How many symbols there are. */
    public int size() {
        return byName.length;
    }

    /** How many bytes all but the absolute symbols have been moved from where their source has them. */
    public long slide() {
        return slide;
    }

    /**
     * The same symbols, all but the absolute ones {@code distance} bytes further on: where a kernel is that has been loaded elsewhere
     * than it was linked for. Takes no time.
     *
     * @throws IllegalArgumentException if some would pass the end of the address space and others not
     */
    public SymbolTable movedBy(long distance) {
        long moved = slide + distance;
        if (places.length > 0
                && Long.compareUnsigned(places[0].address() + moved, places[places.length - 1].address() + moved) > 0) {
            throw new IllegalArgumentException("a slide of 0x" + Long.toHexString(moved) + " wraps around the address space");
        }
        return new SymbolTable(places, absolutes, byName, lastContained, moved);
    }

    /** All symbols in address order; those with the same address in the order of their source. */
    public List<Symbol> symbols() {
        var all = new ArrayList<Symbol>(size());
        int next = 0;
        for (Symbol place : places) {
            Symbol moved = place.movedBy(slide);
            while (next < absolutes.length && Long.compareUnsigned(absolutes[next].address(), moved.address()) <= 0) {
                all.add(absolutes[next++]);
            }
            all.add(moved);
        }
        all.addAll(Arrays.asList(absolutes).subList(next, absolutes.length));
        return all;
    }

    /** All symbols of this name, absolute ones first, the others in address order; none: the list is empty. */
    public List<Symbol> named(String name) {
        var found = new ArrayList<Symbol>();
        for (int i = firstNotBefore(name); i < byName.length && byName[i].name().equals(name); i++) {
            found.add(byName[i].movedBy(slide));
        }
        return found;
    }

    /**
     * Names that begin with {@code prefix}, each once, in alphabetical order.
     *
     * @param limit the most to give
     */
    public List<String> completions(String prefix, int limit) {
        var found = new ArrayList<String>();
        for (int i = firstNotBefore(prefix); i < byName.length && found.size() < limit && byName[i].name().startsWith(prefix); i++) {
            if (found.isEmpty() || !found.getLast().equals(byName[i].name())) {
                found.add(byName[i].name());
            }
        }
        return found;
    }

    private int firstNotBefore(String name) {
        int low = 0;
        int high = byName.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (byName[middle].name().compareTo(name) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The symbol that an address belongs to: the nearest at or below it. One with a size contains that many bytes; one without
     * reaches to the next symbol, and no further than {@link #LONGEST_OF_UNKNOWN_SIZE}. Of several at the same address, one that is
     * seen everywhere is taken before a local one, then the first. Absolute symbols are near nothing.
     *
     * @return empty: it belongs to none
     */
    public Optional<Location> locate(long address) {
        long unmoved = address - slide;
        int nearest = lastAtOrBelow(unmoved);
        if (nearest < 0) {
            return Optional.empty();
        }
        long group = places[nearest].address();
        for (int last = nearest; last >= 0 && reaches(last, unmoved, group); last = firstOfGroup(last) - 1) {
            Symbol best = best(last, unmoved, places[last].address() == group);
            if (best != null) {
                return Optional.of(new Location(best.movedBy(slide), unmoved - best.address()));
            }
        }
        return Optional.empty();
    }

    /** Whether the place, or one before it, may contain the address: the nearest group always, others by a size. */
    private boolean reaches(int index, long address, long nearestGroup) {
        return places[index].address() == nearestGroup || Long.compareUnsigned(lastContained[index], address) >= 0;
    }

    private int firstOfGroup(int index) {
        int first = index;
        while (first > 0 && places[first - 1].address() == places[index].address()) {
            first--;
        }
        return first;
    }

    /** The best of those with the same address as the place at {@code last} that the address belongs to, or null. */
    private Symbol best(int last, long address, boolean nearest) {
        Symbol best = null;
        for (int i = firstOfGroup(last); i <= last; i++) {
            long offset = address - places[i].address();
            boolean belongs = places[i].hasExtent()
                ? Long.compareUnsigned(offset, places[i].size()) < 0 : nearest && Long.compareUnsigned(offset, LONGEST_OF_UNKNOWN_SIZE) < 0;
            if (belongs && (best == null || rank(places[i]) > rank(best))) {
                best = places[i];
            }
        }
        return best;
    }

    private static int rank(Symbol symbol) {
        return (symbol.hasExtent() ? 2 : 0) + (Character.isUpperCase(symbol.letter()) ? 1 : 0);
    }

    private int lastAtOrBelow(long address) {
        int low = 0;
        int high = places.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (Long.compareUnsigned(places[middle].address(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
