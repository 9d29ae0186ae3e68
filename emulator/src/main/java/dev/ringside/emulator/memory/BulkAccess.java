package dev.ringside.emulator.memory;

/**
 * Accesses to many elements at once, upwards and as far as the fast paths of {@link Mmu} reach within a page: no TLB entry changes,
 * nothing but plain RAM is touched. Whatever else an element needs, the caller does it by itself.
 */
public final class BulkAccess {
    private final Mmu mmu;
    private final PhysicalMemory memory;
    private final byte[] bytes;
    private final int[] addend;

    BulkAccess(Mmu mmu) {
        this.mmu = mmu;
        this.memory = mmu.memory;
        this.bytes = mmu.memory.bytes;
        this.addend = mmu.addend;
    }

    /**
     * Copies elements.
     *
     * @param size bytes of an element
     * @param most elements at most
     * @return elements copied; 0 when the first is not plain, or when one copied would be read again
     */
    public long copy(long from, long to, int size, long most) {
        if (!reaches(mmu.readTags, from) || !reaches(mmu.writeTags, to)) {
            return 0;
        }
        int length = length(Math.max(from & 0xFFF, to & 0xFFF), size, most);
        int index = index(from);
        int at = index(to);
        if (length <= 0 || at > index && at < index + length) {
            return 0;
        }
        System.arraycopy(bytes, index, bytes, at, length);
        return length / size;
    }

    /** Stores the low {@code size} bytes of {@code value} again and again; returns elements stored, see {@link #copy}. */
    public long fill(long to, int size, long value, long most) {
        int length = length(to & 0xFFF, size, most);
        if (length <= 0 || !reaches(mmu.writeTags, to)) {
            return 0;
        }
        int at = index(to);
        memory.setRam(at, size, value);
        for (int done = size; done < length; done *= 2) {
            System.arraycopy(bytes, at, bytes, at + done, Math.min(done, length - done));
        }
        return length / size;
    }

    /**
     * Compares elements for as long as all pairs are equal, or all are not.
     *
     * @param equal which of the two
     * @return pairs before the one that ends it; 0 when the first is not plain
     */
    public long compare(long first, long second, int size, long most, boolean equal) {
        if (!reaches(mmu.readTags, first) || !reaches(mmu.readTags, second)) {
            return 0;
        }
        int length = length(Math.max(first & 0xFFF, second & 0xFFF), size, most);
        int index = index(first);
        int other = index(second);
        int done = 0;
        for (; done + 8 <= length; done += 8) {
            long ends = ends((long) PhysicalMemory.LONGS.get(bytes, index + done) ^ (long) PhysicalMemory.LONGS.get(bytes, other + done), size, equal);
            if (ends != 0) {
                return (done + Long.numberOfTrailingZeros(ends) / 8) / size;
            }
        }
        while (done < length && (memory.ram(index + done, size) == memory.ram(other + done, size)) == equal) {
            done += size;
        }
        return done / size;
    }

    /** {@link #compare} of elements with the low {@code size} bytes of {@code value}. */
    public long scan(long from, int size, long value, long most, boolean equal) {
        if (!reaches(mmu.readTags, from)) {
            return 0;
        }
        int length = length(from & 0xFFF, size, most);
        int index = index(from);
        long wanted = value & -1L >>> 64 - 8 * size;
        long everywhere = wanted * lowest(size);
        int done = 0;
        for (; done + 8 <= length; done += 8) {
            long ends = ends((long) PhysicalMemory.LONGS.get(bytes, index + done) ^ everywhere, size, equal);
            if (ends != 0) {
                return (done + Long.numberOfTrailingZeros(ends) / 8) / size;
            }
        }
        while (done < length && (memory.ram(index + done, size) == wanted) == equal) {
            done += size;
        }
        return done / size;
    }

    /** Elements from {@code from} on that can be read, at most {@code most}. */
    public long readable(long from, int size, long most) {
        return reaches(mmu.readTags, from) ? length(from & 0xFFF, size, most) / size : 0;
    }

    /** A word whose lowest set bit lies in the first element that is not 0, or, unless {@code equal}, that is 0. */
    private static long ends(long differences, int size, boolean equal) {
        long lowest = lowest(size);
        // Subtracting 1 borrows from an element's top bit only where the element is 0, or above one that is.
        return equal ? differences : differences - lowest & ~differences & lowest << 8 * size - 1;
    }

    /** The lowest bit of each element of a word. */
    private static long lowest(int size) {
        return switch (size) {
            case 1 -> 0x0101010101010101L;
            case 2 -> 0x0001000100010001L;
            case 4 -> 0x0000000100000001L;
            default -> 1;
        };
    }

    private static boolean reaches(long[] tags, long linear) {
        return (linear ^ tags[Tlb.slot(linear)]) >>> 12 == 0;
    }

    private int index(long linear) {
        return (int) linear + addend[Tlb.slot(linear)];
    }

    // Bytes of whole elements from an offset to the page's end.
    private static int length(long offset, int size, long most) {
        return (int) Math.min(most, (PhysicalMemory.PAGE_SIZE - offset) / size) * size;
    }
}
