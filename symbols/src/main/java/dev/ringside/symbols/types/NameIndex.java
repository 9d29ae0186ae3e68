package dev.ringside.symbols.types;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * From names to numbers, in little memory: a table of hashes. A name is compared by its 64-bit hash only, so who asks has to check the
 * name of what comes back. A name may have several numbers.
 */
public final class NameIndex {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int SMALLEST = 1 << 10;

    // Insertion order, and chains of equal slots by position plus one, so that zero means none.
    private long[] hashes = new long[SMALLEST];
    private long[] values = new long[SMALLEST];
    private int[] next = new int[SMALLEST];
    private int[] slots = new int[SMALLEST];
    private int count;

    /** The hash of a name of some kind. */
    public static long hash(int kind, String name) {
        long hash = (FNV_OFFSET ^ kind) * FNV_PRIME;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xFF) * FNV_PRIME;
        }
        return hash;
    }

    /** Adds a number under a hash. */
    public void add(long hash, long value) {
        if (count == hashes.length) {
            grow();
        }
        hashes[count] = hash;
        values[count] = value;
        link(count++);
    }

    /** Whether there is a number under the hash. */
    public boolean contains(long hash) {
        for (int i = slots[slot(hash)]; i != 0; i = next[i - 1]) {
            if (hashes[i - 1] == hash) {
                return true;
            }
        }
        return false;
    }

    /** The numbers under a hash, in the order they were added. */
    public long[] get(long hash) {
        long[] found = new long[4];
        int size = 0;
        for (int i = slots[slot(hash)]; i != 0; i = next[i - 1]) {
            if (hashes[i - 1] == hash) {
                found = size == found.length ? Arrays.copyOf(found, 2 * size) : found;
                found[size++] = values[i - 1];
            }
        }
        long[] inOrder = new long[size];
        for (int i = 0; i < size; i++) {
            inOrder[i] = found[size - 1 - i];
        }
        return inOrder;
    }

    /** Goes through all numbers in the order they were added. */
    public void forEach(LongConsumer consumer) {
        for (int i = 0; i < count; i++) {
            consumer.accept(values[i]);
        }
    }

    /** How many numbers there are. */
    public int size() {
        return count;
    }

    private int slot(long hash) {
        return (int) (hash ^ hash >>> 32) & slots.length - 1;
    }

    private void link(int position) {
        int slot = slot(hashes[position]);
        next[position] = slots[slot];
        slots[slot] = position + 1;
    }

    private void grow() {
        int size = Math.multiplyExact(count, 2);
        hashes = Arrays.copyOf(hashes, size);
        values = Arrays.copyOf(values, size);
        next = Arrays.copyOf(next, size);
        slots = new int[size];
        for (int i = 0; i < count; i++) {
            link(i);
        }
    }
}
