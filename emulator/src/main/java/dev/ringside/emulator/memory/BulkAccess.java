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

    private static boolean reaches(long[] tags, long linear) {
        return (linear ^ tags[(int) (linear >>> 12) & Tlb.MASK]) >>> 12 == 0;
    }

    private int index(long linear) {
        return (int) linear + addend[(int) (linear >>> 12) & Tlb.MASK];
    }

    // Bytes of whole elements from an offset to the page's end.
    private static int length(long offset, int size, long most) {
        return (int) Math.min(most, (PhysicalMemory.PAGE_SIZE - offset) / size) * size;
    }
}
