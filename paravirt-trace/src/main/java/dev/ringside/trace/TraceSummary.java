package dev.ringside.trace;

import dev.ringside.emulator.platform.AbiCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts events by kind and name, as they are added. */
public final class TraceSummary {
    /**
     * All events of one kind and name.
     *
     * @param kind  the way out of the guest
     * @param name  the call
     * @param count how many
     * @param first instruction count of the first
     * @param last  instruction count of the last
     */
    public record Row(AbiCall.Kind kind, String name, long count, long first, long last) {
        private Row and(AbiCall call) {
            return new Row(kind, name, count + 1, Math.min(first, call.instructions()), Math.max(last, call.instructions()));
        }
    }

    private final Map<AbiCall.Kind, Map<String, Row>> rows = new EnumMap<>(AbiCall.Kind.class);
    private long events;

    /** Counts one event. */
    public void add(AbiCall call) {
        events++;
        rows.computeIfAbsent(call.kind(), _ -> new TreeMap<>()).merge(call.name(),
            new Row(call.kind(), call.name(), 1, call.instructions(), call.instructions()), (row, _) -> row.and(call));
    }

    /** How many events were counted. */
    public long events() {
        return events;
    }

    /** One row per kind and name: by kind, then the most frequent first. */
    public List<Row> rows() {
        var sorted = new ArrayList<Row>();
        for (Map<String, Row> ofKind : rows.values()) {
            ofKind.values().stream().sorted(Comparator.comparingLong(Row::count).reversed()).forEach(sorted::add);
        }
        return sorted;
    }

    /** How many events there were of each kind; kinds that did not occur are not in it. */
    public Map<AbiCall.Kind, Long> byKind() {
        var counts = new EnumMap<AbiCall.Kind, Long>(AbiCall.Kind.class);
        rows.forEach((kind, ofKind) -> counts.put(kind, ofKind.values().stream().mapToLong(Row::count).sum()));
        return counts;
    }
}
