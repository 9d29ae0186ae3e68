package dev.ringside.emulator.memory;

/**
 * Reads of memory by linear addresses without any effect: no TLB entry, no accessed bit, no device register, nobody who watches hears
 * of it, and permissions do not matter. Where the processor has a translation at hand, that is used, as the guest's own access would;
 * else the page tables as they stand. Pages that the guest reads at full speed are read at full speed here.
 */
public final class Peek {
    /** What the last {@link #look} or {@link #lookPhysical} found, zero-extended. */
    public long value;

    private final Mmu mmu;
    private final PhysicalMemory memory;

    Peek(Mmu mmu) {
        this.mmu = mmu;
        this.memory = mmu.memory;
    }

    /**
     * Reads {@code size} (1, 2, 4, 8) bytes, zero-extended. Where a device lies, what is below it; where nothing is, ones.
     *
     * @throws UnreadableException when an address is not mapped
     */
    public long load(long linear, int size) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ mmu.readTags[slot], PhysicalMemory.PAGE_SIZE + 1 - size) < 0) {
            return memory.ram((int) linear + mmu.addend[slot], size);
        }
        return loadSlow(linear, size);
    }

    private long loadSlow(long linear, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            long at = mmu.wrap(linear + i);
            long physical = mmu.seen(at);
            if (physical < 0) {
                throw new UnreadableException(at);
            }
            value |= memory.peek(physical, 1) << 8 * i;
        }
        return value;
    }

    /**
     * Reads {@code size} (1, 2, 4, 8) bytes into {@link #value}, if all of them are RAM or ROM: for those who want neither a guess nor
     * an exception where nothing or a device lies. In IA-32e mode addresses have 64 bits, in compatibility mode too; elsewhere 32, and
     * higher bits are ignored.
     *
     * @return false, with no value, when a byte is not mapped, not canonical, or not plain memory
     */
    public boolean look(long linear, int size) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ mmu.readTags[slot], PhysicalMemory.PAGE_SIZE + 1 - size) < 0) {
            value = memory.ram((int) linear + mmu.addend[slot], size);
            return true;
        }
        return Mmu.crosses(linear, size) ? lookBytes(linear, size, false) : lookPhysical(mmu.seenAnywhere(linear), size);
    }

    /** {@link #look} at a physical address; any that no memory answers at has no value. */
    public boolean lookPhysical(long physical, int size) {
        if (Mmu.crosses(physical, size)) {
            return lookBytes(physical, size, true);
        }
        if (!memory.readsPlainly(physical, size)) {
            return false;
        }
        value = memory.peek(physical, size);
        return true;
    }

    private boolean lookBytes(long address, int size, boolean physical) {
        long found = 0;
        for (int i = 0; i < size; i++) {
            if (!(physical ? lookPhysical(address + i, 1) : look(address + i, 1))) {
                return false;
            }
            found |= value << 8 * i;
        }
        value = found;
        return true;
    }

    /** Whether {@link #load} of {@code size} (1 to 4096) bytes would succeed. */
    public boolean readable(long linear, int size) {
        return mmu.seen(mmu.wrap(linear)) >= 0 && mmu.seen(mmu.wrap(linear + size - 1)) >= 0;
    }
}
