package dev.ringside.emulator.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Who hears of accesses to physical addresses, whoever makes them: an instruction through any linear address, the page walker, a device,
 * the hypervisor; of the debugger its writes. Pages that are watched lose their fast paths; nothing is paid elsewhere. Fetches of
 * instructions and looks without effect are not told.
 */
public final class PhysicalWatches {
    private static final int WORD = 8;

    /** Hears of accesses to a range. It must not change memory; it may arm and disarm watches. */
    @FunctionalInterface
    public interface Listener {
        /**
         * An access has happened. Those of many bytes come in pieces of 8 or less.
         *
         * @param agent who made it
         * @param physical first byte
         * @param size bytes, 1 to 8
         * @param before what was there, zero-extended; 0 when a device lies there
         * @param value what is there now, or what was read
         */
        void accessed(Agent agent, long physical, int size, boolean write, long before, long value);
    }

    /**
     * What to listen to. Compared by identity.
     *
     * @param first first physical address
     * @param last the last one, included
     * @param reads whether reads count
     * @param writes whether writes count
     */
    public record Watch(long first, long last, boolean reads, boolean writes, Listener listener) {
        /** Refuses a range that ends before it begins, or that no physical address lies in. */
        public Watch {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("from " + Long.toHexString(first) + " to " + Long.toHexString(last));
            }
        }

        boolean touches(long physical, int size) {
            return physical <= last && first - physical < size;
        }
    }

    private final PhysicalMemory memory;

    // Replaced, never changed: a listener may arm and disarm while it is told.
    private List<Watch> armed = List.of();

    PhysicalWatches(PhysicalMemory memory) {
        this.memory = memory;
    }

    /** Arms a watch. On the machine's thread. */
    public void arm(Watch watch) {
        List<Watch> more = new ArrayList<>(armed);
        more.add(watch);
        change(more);
    }

    /** Disarms this very watch; does nothing when it is not armed. */
    public void disarm(Watch watch) {
        change(armed.stream().filter(other -> other != watch).toList());
    }

    private void change(List<Watch> watches) {
        armed = List.copyOf(watches);
        memory.watch(armed);
    }

    /** Tells of an access. */
    void accessed(Agent agent, long physical, int size, boolean write, long before, long value) {
        for (Watch watch : armed) {
            if ((write ? watch.writes : watch.reads) && watch.touches(physical, size)) {
                watch.listener.accessed(agent, physical, size, write, before, value);
            }
        }
    }

    /** What is in a range that is about to be written; null when nobody watches it. */
    byte[] before(long physical, int length) {
        for (Watch watch : armed) {
            if (watch.writes && watch.touches(physical, length)) {
                byte[] bytes = new byte[length];
                memory.copyOut(physical, bytes, 0, length);
                return bytes;
            }
        }
        return null;
    }

    /**
     * Tells of a copy, in pieces that are aligned as far as can be. What was dropped, in ROM or where nothing is, is not told.
     *
     * @param before what was there, from its first byte for a write; for a read {@code moved} itself
     * @param moved the bytes, from {@code offset} on
     */
    void copied(Agent agent, long physical, byte[] before, byte[] moved, int offset, int length, boolean write) {
        for (int at = 0, size; !armed.isEmpty() && at < length; at += size) {
            size = (int) Math.min(length - at, WORD - (physical + at & WORD - 1));
            size = Integer.highestOneBit(size);
            int index = memory.ramIndex(physical + at);
            if (index >= 0 && (!write || memory.ram(index, size) == word(moved, offset + at, size))) {
                accessed(agent, physical + at, size, write, word(before, write ? at : offset + at, size), word(moved, offset + at, size));
            }
        }
    }

    private static long word(byte[] bytes, int at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[at + i] & 0xFFL) << 8 * i;
        }
        return value;
    }
}
