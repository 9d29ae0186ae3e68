package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.cpu.Cpu;

/** The page tables under a random program: how many levels, how wide an entry, what the control registers say. */
enum Paging {
    /** Linear addresses are physical ones. */
    OFF(0, 4, 0, 0),
    /** Two levels of 32-bit entries. */
    SHORT(2, 4, 0, 0),
    /** Three levels of 64-bit entries. */
    PAE(3, 8, Cpu.CR4_PAE, Cpu.EFER_NXE),
    /** Four levels. */
    LONG(4, 8, Cpu.CR4_PAE, Cpu.EFER_NXE | Cpu.EFER_LME | Cpu.EFER_LMA);

    private static final int PRESENT = 1;
    private static final int OPEN = 7;

    private final int levels;
    private final int entry;
    private final int cr4;
    private final int efer;

    Paging(int levels, int entry, int cr4, int efer) {
        this.levels = levels;
        this.entry = entry;
        this.cr4 = cr4;
        this.efer = efer;
    }

    int cr4() {
        return cr4;
    }

    int efer() {
        return efer;
    }

    /** Bytes of an entry. */
    int entrySize() {
        return entry;
    }

    /** Physical address of the entry that maps a page among the first 512; the root table lies at {@code root}. */
    int entryOf(int root, int linear) {
        return root + (levels - 1) * 0x1000 + (linear >>> 12) * entry;
    }

    /** What an entry above the last level holds; those of a PAE page-directory-pointer table have no attributes. */
    int link(int level, int table) {
        return table | (this == PAE && level == 0 ? PRESENT : OPEN);
    }

    int levels() {
        return levels;
    }
}
