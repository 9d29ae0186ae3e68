package dev.ringside.emulator.memory;

/** Accesses of translated code that {@link Mmu}'s fast path does not cover; see {@link PlainAccess}. */
final class PlainSlowPath {
    private final Mmu mmu;
    private final PhysicalMemory memory;

    PlainSlowPath(Mmu mmu) {
        this.mmu = mmu;
        this.memory = mmu.memory;
    }

    /** RAM index of {@code size} bytes within a page, translated for the current mode; anything but plain RAM throws {@link NotPlain}. */
    private int index(long linear, int size, int access) {
        int before = memory.codeChanges();
        mmu.translateAndTag(linear, access);
        int index = mmu.plainIndex;
        boolean plain = index >= 0 && (access == Mmu.READ || memory.storesFreely(index, size));
        // Setting an accessed or dirty bit may have changed code that is decoded.
        if (!plain || memory.codeChanges() != before) {
            throw NotPlain.SIGNAL;
        }
        return index;
    }

    // Neither half of an access that leaves the canonical addresses is touched.
    private void requireCanonical(long linear, int size) {
        if (mmu.wide && (linear + 0x800000000000L | linear + size - 1 + 0x800000000000L) >>> 48 != 0) {
            throw NotPlain.SIGNAL;
        }
    }

    long load(long linear, int size) {
        requireCanonical(linear, size);
        if (!Mmu.crosses(linear, size)) {
            return memory.ram(index(linear, size, Mmu.READ), size);
        }
        int first = (int) (PhysicalMemory.PAGE_SIZE - (linear & 0xFFF));
        int low = index(linear, first, Mmu.READ);
        int high = index(mmu.wrap(linear + first), size - first, Mmu.READ);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (memory.bytes[i < first ? low + i : high + i - first] & 0xFFL) << 8 * i;
        }
        return value;
    }

    /** Loads what will be stored again: checked as a write first. */
    long update(long linear, int size) {
        requireCanonical(linear, size);
        index(linear, Math.min(size, (int) (PhysicalMemory.PAGE_SIZE - (linear & 0xFFF))), Mmu.WRITE);
        if (Mmu.crosses(linear, size)) {
            int first = (int) (PhysicalMemory.PAGE_SIZE - (linear & 0xFFF));
            index(mmu.wrap(linear + first), size - first, Mmu.WRITE);
        }
        return load(linear, size);
    }

    void store(long linear, int size, long value) {
        requireCanonical(linear, size);
        if (!Mmu.crosses(linear, size)) {
            memory.setRam(index(linear, size, Mmu.WRITE), size, value);
            return;
        }
        int first = (int) (PhysicalMemory.PAGE_SIZE - (linear & 0xFFF));
        int low = index(linear, first, Mmu.WRITE);
        int high = index(mmu.wrap(linear + first), size - first, Mmu.WRITE);
        for (int i = 0; i < size; i++) {
            memory.bytes[i < first ? low + i : high + i - first] = (byte) (value >>> 8 * i);
        }
    }
}
