package dev.ringside.emulator.boot;

import java.util.ArrayList;
import java.util.List;

/**
 * The memory map a guest is given, in ascending order, without overlaps.
 *
 * @param regions the lines of the map
 */
public record MemoryMap(List<MemoryRegion> regions) {
    private static final long EBDA = 0x9FC00;
    private static final long VIDEO = 0xA0000;
    private static final long ROM = 0xF0000;
    private static final long MIB = 0x10_0000;
    private static final long DEVICE_HOLE = 0xC000_0000L;
    private static final long FOUR_GIB = 1L << 32;

    /** Checks order and overlap. */
    public MemoryMap {
        regions = List.copyOf(regions);
        long end = 0;
        for (var region : regions) {
            if (region.base() < end) {
                throw new IllegalArgumentException("memory regions overlap or are out of order");
            }
            end = region.end();
        }
    }

    /**
     * The map of a PC: RAM to 639 KiB, one KiB of extended BIOS data, the BIOS ROM, RAM from 1 MiB on. RAM beyond 3 GiB continues
     * at 4 GiB, so that devices have the addresses in between.
     *
     * @param bytes size of memory; what would lie under the ROM and video addresses counts, as on a PC
     */
    public static MemoryMap pc(long bytes) {
        var regions = new ArrayList<MemoryRegion>();
        regions.add(new MemoryRegion(0, Math.min(bytes, EBDA), MemoryRegion.RAM));
        regions.add(new MemoryRegion(EBDA, VIDEO - EBDA, MemoryRegion.RESERVED));
        regions.add(new MemoryRegion(ROM, MIB - ROM, MemoryRegion.RESERVED));
        if (bytes > MIB) {
            regions.add(new MemoryRegion(MIB, Math.min(bytes, DEVICE_HOLE) - MIB, MemoryRegion.RAM));
        }
        if (bytes > DEVICE_HOLE) {
            regions.add(new MemoryRegion(FOUR_GIB, bytes - DEVICE_HOLE, MemoryRegion.RAM));
        }
        return new MemoryMap(regions);
    }

    /** First address after the RAM that reaches up without a gap from {@code address}; {@code address} itself when that is no RAM. */
    public long ramEnd(long address) {
        long end = address;
        for (var region : regions) {
            if (region.isRam() && region.base() <= end && region.end() > end) {
                end = region.end();
            }
        }
        return end;
    }

    /** Whether all of {@code length} bytes from {@code base} on is RAM. */
    public boolean isRam(long base, long length) {
        return base >= 0 && length >= 0 && ramEnd(base) - base >= length;
    }
}
