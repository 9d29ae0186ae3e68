package dev.ringside.emulator.debug.rule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often an expression had each of its values. On the machine's thread. */
public final class Histogram {
    /** Most different values that are kept apart: what a guest makes up must not take all memory. */
    public static final int MOST = 1 << 16;

    /**
     * A value and how often it was seen.
     *
     * @param value the value
     * @param count how often
     */
    public record Row(long value, long count) {}

    private final Map<Long, long[]> counts = new HashMap<>();
    private long other;
    private long missing;

    Histogram() {}

    void add(long value) {
        long[] count = counts.get(value);
        if (count != null) {
            count[0]++;
        } else if (counts.size() < MOST) {
            counts.put(value, new long[] {1});
        } else {
            other++;
        }
    }

    void addMissing() {
        missing++;
    }

    /** The values, the most frequent first; of those as frequent the smaller first. */
    public List<Row> rows() {
        return counts.entrySet().stream().map(entry -> new Row(entry.getKey(), entry.getValue()[0]))
                .sorted(Comparator.comparingLong(Row::count).reversed().thenComparingLong(Row::value)).toList();
    }

    /** How often it had a value beyond the {@link #MOST} that are kept. */
    public long other() {
        return other;
    }

    /** How often it had no value. */
    public long missing() {
        return missing;
    }
}
