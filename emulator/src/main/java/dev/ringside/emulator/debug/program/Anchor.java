package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.bytes.MemoryView;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Bytes of a kernel by which it is known again: part of its table of name pieces, which never changes while it runs.
 *
 * @param linear   where they are, or will be, by the kernel's page tables
 * @param physical where they are
 * @param bytes    what they are
 * @param mapped   whether page tables had them at {@code linear} when they were found
 */
record Anchor(long linear, long physical, byte[] bytes, boolean mapped) {
    private static final int BYTES = 256;

    static Anchor at(long linear, long physical, MemoryView ram, boolean mapped) {
        return new Anchor(linear, physical, bytes(physical, ram), mapped);
    }

    private static byte[] bytes(long physical, MemoryView ram) {
        byte[] bytes = new byte[BYTES];
        ram.read(physical, bytes, 0, BYTES);
        return bytes;
    }

    /** What can be said of the kernel now. */
    enum Sight {
        /** Its page tables have it where it was. */
        MAPPED,
        /** It is in RAM where it was; no page tables map it there, or none do yet. */
        IN_RAM,
        /** Something else is there. */
        GONE
    }

    /** Looks for it. */
    Sight look(List<LongUnaryOperator> tables, MemoryView ram) {
        if (!Arrays.equals(bytes, bytes(physical, ram))) {
            return Sight.GONE;
        }
        for (LongUnaryOperator table : tables) {
            long now = table.applyAsLong(linear);
            if (now == physical) {
                return Sight.MAPPED;
            }
            if (now != -1 && mapped) {
                return Sight.GONE;
            }
        }
        return Sight.IN_RAM;
    }
}
