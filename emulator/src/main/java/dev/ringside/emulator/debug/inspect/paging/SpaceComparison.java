package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.debug.inspect.paging.MappingChange.Kind;
import dev.ringside.emulator.debug.inspect.paging.Region.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through two address spaces side by side. */
final class SpaceComparison {
    private final AddressSpace before;
    private final AddressSpace after;
    private final List<MappingChange> changes = new ArrayList<>();

    SpaceComparison(AddressSpace before, AddressSpace after) {
        this.before = before;
        this.after = after;
    }

    List<MappingChange> changes() {
        MappedRuns a = before.runs();
        MappedRuns b = after.runs();
        int i = 0;
        int j = 0;
        long at = 0;
        while (i < a.size() || j < b.size()) {
            boolean inA = i < a.size() && Long.compareUnsigned(a.first(i), at) <= 0;
            boolean inB = j < b.size() && Long.compareUnsigned(b.first(j), at) <= 0;
            long end = min(end(a, i, inA), end(b, j, inB));
            compare(at, end, inA ? i : -1, inB ? j : -1);
            i += inA && a.last(i) == end ? 1 : 0;
            j += inB && b.last(j) == end ? 1 : 0;
            at = end + 1;
        }
        return List.copyOf(changes);
    }

    private static long end(MappedRuns runs, int i, boolean inside) {
        return inside ? runs.last(i) : i < runs.size() ? runs.first(i) - 1 : -1;
    }

    private static long min(long x, long y) {
        return Long.compareUnsigned(x, y) < 0 ? x : y;
    }

    private void compare(long first, long last, int i, int j) {
        if (i < 0 && j < 0) {
            return;
        }
        Optional<Mapping> was = i < 0 ? Optional.empty() : Optional.of(before.mapping(before.runs().key(i)));
        Optional<Mapping> is = j < 0 ? Optional.empty() : Optional.of(after.mapping(after.runs().key(j)));
        if (i < 0 || j < 0) {
            note(first, last, i < 0 ? Kind.ADDED : Kind.REMOVED, was, is);
        } else if (before.runs().key(i) != after.runs().key(j)) {
            note(first, last, Kind.MAPPING, was, is);
        } else if (before.runs().physical(i, first) != after.runs().physical(j, first)) {
            note(first, last, Kind.FRAMES, was, is);
        }
    }

    private void note(long first, long last, Kind kind, Optional<Mapping> was, Optional<Mapping> is) {
        if (!changes.isEmpty()) {
            MappingChange previous = changes.getLast();
            if (previous.last() + 1 == first && previous.kind() == kind && previous.before().equals(was) && previous.after().equals(is)) {
                changes.set(changes.size() - 1, new MappingChange(previous.first(), last, kind, was, is));
                return;
            }
        }
        changes.add(new MappingChange(first, last, kind, was, is));
    }
}
