package dev.ringside.emulator.memory;

/**
 * 8 MiB of memory behind tables of one paging format. The tables translate the first 2 MiB (4 MiB in the two-level format) of
 * linear addresses; tests fill in the last level, or put a large page into the level above.
 */
final class PagedMemory {
    /** Bits of an entry. */
    static final int P = 1, RW = 2, US = 4, A = 0x20, D = 0x40, PS = 0x80, G = 0x100;

    static final long NX = 1L << 63;

    /** Bits of the control registers. */
    static final long PG = 1L << 31, WP = 1 << 16;

    static final int PSE = 0x10, PAE = 0x20, PGE = 0x80, SMEP = 1 << 20, SMAP = 1 << 21, LMA = 1 << 10, NXE = 1 << 11;

    static final long ROOT = 0x10000;

    /** The formats and where their tables lie: the directory whose entries may be large pages, and the last level. */
    enum Format {
        TWO_LEVELS(4, PSE, 0, ROOT, 0x13000),
        PAE_LEVELS(8, PAE, 0, 0x12000, 0x13000),
        FOUR_LEVELS(8, PAE, LMA, 0x12000, 0x13000);

        final int entrySize;
        final int cr4;
        final int efer;
        final long directory;
        final long table;

        Format(int entrySize, int cr4, int efer, long directory, long table) {
            this.entrySize = entrySize;
            this.cr4 = cr4;
            this.efer = efer;
            this.directory = directory;
            this.table = table;
        }
    }

    final Format format;
    final PhysicalMemory memory = new PhysicalMemory(8 << 20, 0);
    final Mmu mmu = new Mmu(memory);
    private long cr0 = PG;
    private long cr4;
    private long efer;

    PagedMemory(Format format) {
        this.format = format;
        cr4 = format.cr4;
        efer = format.efer;
        switch (format) {
            case TWO_LEVELS -> { }
            case PAE_LEVELS -> put(ROOT, 0x12000 | P);
            case FOUR_LEVELS -> {
                put(ROOT, 0x11000 | P | RW | US);
                put(0x11000, 0x12000 | P | RW | US);
            }
        }
        put(format.directory, format.table | P | RW | US);
        mmu.loadPdptes(ROOT);
        mmu.setControls(cr0, ROOT, cr4, efer, true);
    }

    PagedMemory with(long newCr0, long newCr4, long newEfer) {
        cr0 |= newCr0;
        cr4 |= newCr4;
        efer |= newEfer;
        mmu.setControls(cr0, ROOT, cr4, efer, false);
        return this;
    }

    /** Writes an entry of the format's size. */
    void put(long address, long entry) {
        memory.write(Agent.LOADER, address, format.entrySize, entry);
    }

    long get(long address) {
        return memory.read(address, format.entrySize);
    }

    /** Address of the last-level entry of a linear address. */
    long entryOf(long linear) {
        return format.table + (linear >>> 12) * format.entrySize;
    }

    PagedMemory map(long linear, long entry) {
        put(entryOf(linear), entry);
        return this;
    }

    PagedMemory user() {
        mmu.select(true, false);
        return this;
    }

    PagedMemory reloadCr3() {
        mmu.setControls(cr0, ROOT, cr4, efer, true);
        return this;
    }
}
