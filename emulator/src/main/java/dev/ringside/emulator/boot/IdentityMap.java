package dev.ringside.emulator.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Page tables that map the first 4 GiB onto themselves, in pages of 2 MiB: what a 64-bit kernel expects at its entry. */
public final class IdentityMap {
    /** Bytes of the tables: the top table, one table of 1 GiB entries, four tables of 2 MiB entries. */
    public static final int SIZE = 6 * 4096;
    /** First linear address that is not mapped. */
    public static final long END = 1L << 32;

    private static final int PAGE = 4096;
    private static final int ENTRIES = 512;
    private static final long PRESENT_WRITABLE = 3;
    private static final long LARGE = 0x80;

    private IdentityMap() {
    }

    /** The tables for the page-aligned {@code physicalAddress}, which is also what CR3 must hold. */
    public static Segment at(long physicalAddress) {
        var tables = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        tables.putLong(0, physicalAddress + PAGE | PRESENT_WRITABLE);
        for (int gib = 0; gib < 4; gib++) {
            int directory = (2 + gib) * PAGE;
            tables.putLong(PAGE + gib * 8, physicalAddress + directory | PRESENT_WRITABLE);
            for (int i = 0; i < ENTRIES; i++) {
                tables.putLong(directory + i * 8, (long) (gib * ENTRIES + i) << 21 | PRESENT_WRITABLE | LARGE);
            }
        }
        return Segment.ram(physicalAddress, tables.array(), "identity page tables");
    }
}
