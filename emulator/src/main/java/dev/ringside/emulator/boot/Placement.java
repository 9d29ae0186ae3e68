package dev.ringside.emulator.boot;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds room in guest RAM for what a loader puts there. Ranges once taken are never given out again. Physical addresses.
 */
public final class Placement {
    /** Where structures of loaders may begin: above the interrupt vectors, the BIOS data and the boot sector. */
    public static final long LOWEST = 0x1_0000;

    private record Range(long start, long end) {
        boolean overlaps(long from, long to) {
            return from < end && start < to;
        }
    }

    private final MemoryMap map;
    private final List<Range> taken = new ArrayList<>();

    /** A placement in the RAM of {@code map}, nothing taken yet. */
    public Placement(MemoryMap map) {
        this.map = map;
    }

    /**
     * Takes a range whose address the image dictates.
     *
     * @param image  the image, for the message
     * @param offset where in the image the demand stands
     * @throws ImageException when the range is not RAM or already taken
     */
    public void take(ImageBytes image, long offset, long base, long length, String what) throws ImageException {
        require(image, offset, base, length, what);
        if (length > 0 && isTaken(base, base + length)) {
            throw image.fault(offset, what + " at addresses of its own", hex(base) + ", which is already in use");
        }
        taken.add(new Range(base, base + length));
    }

    /** Checks that a range is RAM, without taking it; parameters as for {@link #take}. */
    public void require(ImageBytes image, long offset, long base, long length, String what) throws ImageException {
        if (!map.isRam(base, length)) {
            throw image.fault(offset, what + " within memory",
                hex(base) + " to " + hex(base + length) + " where memory ends at " + hex(map.ramEnd(base)));
        }
    }

    /** The memory map that ranges are taken from. */
    public MemoryMap map() {
        return map;
    }

    /** Whether any byte of a range has been taken. */
    public boolean isTaken(long from, long to) {
        return taken.stream().anyMatch(range -> range.overlaps(from, to));
    }

    /**
     * Marks a range as taken, whether or not some of it is RAM or taken already.
     *
     * @param base physical address of the first byte
     */
    public void reserve(long base, long length) {
        taken.add(new Range(base, base + length));
    }

    /**
     * Takes the lowest free range.
     *
     * @param image     the image that needs it, for the message
     * @param from      lowest address
     * @param alignment power of two
     * @return its address
     * @throws ImageException when there is none below 4 GiB
     */
    public long lowest(ImageBytes image, long from, long length, long alignment, String what) throws ImageException {
        long address = lowest(from, length, alignment);
        if (address < 0) {
            throw image.fault(0, "memory for " + length + " bytes of " + what, "none free below 4 GiB");
        }
        return address;
    }

    private long lowest(long from, long length, long alignment) {
        long address = align(from, alignment);
        while (address + length <= 1L << 32) {
            long next = nextObstacle(address, length);
            if (next < 0) {
                taken.add(new Range(address, address + length));
                return address;
            }
            address = align(next, alignment);
        }
        return -1;
    }

    /**
     * Takes the highest free range.
     *
     * @param below     first address that must not be used
     * @param alignment power of two
     * @return its address, -1 when there is none at or above 1 MiB
     */
    public long highest(long below, long length, long alignment) {
        long best = -1;
        for (var region : map.regions()) {
            long address = Math.min(region.end(), below) - length & -alignment;
            while (region.isRam() && address >= Math.max(region.base(), 0x10_0000) && address > best) {
                long obstacle = lowestOverlap(address, address + length);
                if (obstacle < 0) {
                    best = address;
                    break;
                }
                address = obstacle - length & -alignment;
            }
        }
        if (best >= 0) {
            taken.add(new Range(best, best + length));
        }
        return best;
    }

    /** Where to try next when {@code length} bytes at {@code address} are not free RAM; -1 when they are. */
    private long nextObstacle(long address, long length) {
        if (!map.isRam(address, length)) {
            long end = map.ramEnd(address);
            return map.regions().stream().filter(r -> r.isRam() && r.base() > address)
                .mapToLong(MemoryRegion::base).filter(base -> base >= end).findFirst().orElse(1L << 32);
        }
        return taken.stream().filter(range -> range.overlaps(address, address + length))
            .mapToLong(Range::end).max().orElse(-1);
    }

    private long lowestOverlap(long from, long to) {
        return taken.stream().filter(range -> range.overlaps(from, to)).mapToLong(Range::start).min().orElse(-1);
    }

    private static long align(long address, long alignment) {
        return address + alignment - 1 & -alignment;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
