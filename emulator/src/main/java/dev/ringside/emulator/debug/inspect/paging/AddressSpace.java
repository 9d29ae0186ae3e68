package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.debug.inspect.paging.Region.Mapping;
import dev.ringside.emulator.memory.PagingView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the page tables below one value of CR3 mapped at a moment. It stays as it is while the guest goes on. */
public final class AddressSpace {
    private final PagingMode mode;
    private final long cr3;
    private final long instructions;
    private final boolean complete;
    private final int tables;
    private final MappedRuns runs;
    private final Map<Integer, Mapping> mappings = new HashMap<>();
    private final List<Region> regions;

    AddressSpace(PagingMode mode, long cr3, long instructions, RegionScan scan, PagingView view) {
        this.mode = mode;
        this.cr3 = cr3;
        this.instructions = instructions;
        this.complete = scan.complete();
        this.tables = scan.tables();
        this.runs = scan.runs();
        for (int i = 0; i < runs.size(); i++) {
            mappings.computeIfAbsent(runs.key(i), key -> RunKey.mapping(key, view));
        }
        this.regions = List.copyOf(merge());
    }

    /** The paging mode that the tables were read in. */
    public PagingMode mode() {
        return mode;
    }

    /** The value of CR3. */
    public long cr3() {
        return cr3;
    }

    /** When: instructions retired since power-up. */
    public long instructions() {
        return instructions;
    }

    /** Whether all tables were looked at; there is a bound, since a guest can make tables without end. */
    public boolean complete() {
        return complete;
    }

    /** How many tables were looked at. */
    public int tables() {
        return tables;
    }

    /** What is mapped, by ascending linear address, pages that are mapped alike merged. */
    public List<Region> regions() {
        return regions;
    }

    /** The region that holds an address. */
    public Optional<Region> at(long linear) {
        return regions.stream().filter(r -> Long.compareUnsigned(linear - r.first(), r.last() - r.first()) <= 0).findFirst();
    }

    MappedRuns runs() {
        return runs;
    }

    Mapping mapping(int key) {
        return mappings.get(key);
    }

    /** From this space to another, or to the same at a later moment: what has been added, taken away, or changed. */
    public List<MappingChange> changesTo(AddressSpace other) {
        return new SpaceComparison(this, other).changes();
    }

    private List<Region> merge() {
        List<Region> merged = new ArrayList<>();
        for (int i = 0; i < runs.size(); ) {
            int end = i + 1;
            boolean repeats = RunKey.repeats(runs.key(i));
            while (!repeats && end < runs.size() && runs.key(end) == runs.key(i) && runs.first(end) == runs.last(end - 1) + 1) {
                end++;
            }
            OptionalLong physical = end == i + 1 && !repeats ? OptionalLong.of(runs.physical(i, runs.first(i))) : OptionalLong.empty();
            merged.add(new Region(runs.first(i), runs.last(end - 1), mapping(runs.key(i)), physical, repeats ? 1L << RunKey.shift(runs.key(i)) : 0));
            i = end;
        }
        return merged;
    }
}
