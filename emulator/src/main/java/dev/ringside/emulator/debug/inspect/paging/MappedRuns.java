package dev.ringside.emulator.debug.inspect.paging;

import java.util.Arrays;

/** Runs of pages that are mapped alike and lie one behind the other in physical memory, ascending, in plain arrays: there may be many. */
final class MappedRuns {
    private long[] first = new long[256];
    private long[] last = new long[256];
    private long[] physical = new long[256];
    private int[] key = new int[256];
    private int size;

    int size() {
        return size;
    }

    long first(int i) {
        return first[i];
    }

    long last(int i) {
        return last[i];
    }

    int key(int i) {
        return key[i];
    }

    /** Where the byte at {@code linear} of run {@code i} lies; of a run that stands for repeated tables, their address. */
    long physical(int i, long linear) {
        return RunKey.repeats(key[i]) ? physical[i] : physical[i] + (linear - first[i]);
    }

    /** Adds what is mapped next. */
    void add(long linear, long bytes, long at, int newKey) {
        if (size > 0 && key[size - 1] == newKey && last[size - 1] + 1 == linear && !RunKey.repeats(newKey) && physical(size - 1, linear) == at) {
            last[size - 1] = linear + bytes - 1;
            return;
        }
        if (size == first.length) {
            first = Arrays.copyOf(first, 2 * size);
            last = Arrays.copyOf(last, 2 * size);
            physical = Arrays.copyOf(physical, 2 * size);
            key = Arrays.copyOf(key, 2 * size);
        }
        first[size] = linear;
        last[size] = linear + bytes - 1;
        physical[size] = at;
        key[size++] = newKey;
    }
}
