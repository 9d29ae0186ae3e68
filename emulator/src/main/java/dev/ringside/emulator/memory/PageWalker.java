package dev.ringside.emulator.memory;

/**
 * Walks the guest's page tables in all four formats (SDM vol. 3, 4.3-4.5), sets accessed and dirty bits, and finds
 * faults. The outcome of a successful walk is left in {@link #frame} and {@link #attributes}.
 */
final class PageWalker {
    private static final int P = 1, RW = 2, US = 4, A = 0x20, D = 0x40, PS = 0x80, G = 0x100;
    private static final long NX = 1L << 63;

    /** Physical address bits the processor implements (CPUID 80000008 EAX 7:0). */
    static final int PHYSICAL_BITS = 40;

    private static final long ADDRESS = ((1L << PHYSICAL_BITS) - 1) & ~0xFFFL;
    private static final long RESERVED_64 = ((1L << 52) - 1) & -(1L << PHYSICAL_BITS);
    private static final long RESERVED_PAE = ((1L << 63) - 1) & -(1L << PHYSICAL_BITS);

    private final PhysicalMemory memory;

    /** Outcome: physical address of the 4 KiB frame that holds the linear address. */
    long frame;

    /** Outcome: {@link Tlb} attribute bits. */
    int attributes;

    /** Outcome of a failed walk: error code bits P and RSVD; the caller adds the kind of access. */
    int failure;

    private long entryAddress;
    private long entry;
    private int combined;
    private long noExecute;
    private boolean mayWrite;

    PageWalker(PhysicalMemory memory) {
        this.memory = memory;
    }

    /**
     * Walks for one access and, when it is allowed, sets A in every entry used and D in the last one on a write.
     *
     * @return true when translated; false with {@link #failure} set
     */
    boolean walk(Mmu mmu, long linear, int access, boolean user, boolean implicit) {
        combined = RW | US;
        noExecute = 0;
        mayWrite = true;
        boolean found = mmu.longMode() ? walkFourLevels(mmu, linear) : mmu.pae() ? walkPae(mmu, linear) : walkTwoLevels(mmu, linear);
        if (!found) {
            return false;
        }
        if (!mmu.allowed(attributes, access, user, implicit)) {
            failure = PageFault.PRESENT;
            return false;
        }
        if (access == Mmu.WRITE && (attributes & Tlb.DIRTY) == 0) {
            attributes |= Tlb.DIRTY;
            markLast(mmu, A | D);
        } else {
            markLast(mmu, A);
        }
        return true;
    }

    // Entries are read as the walk goes down; A of the upper levels is set at once, as processors do before the
    // permission check of the whole walk is known.
    private boolean walkFourLevels(Mmu mmu, long linear) {
        long table = mmu.cr3() & ADDRESS;
        for (int shift = 39; ; shift -= 9) {
            entryAddress = table + ((linear >>> shift & 0x1FF) << 3);
            entry = memory.read(entryAddress, 8);
            if ((entry & P) == 0) {
                return notPresent();
            }
            boolean last = shift == 12 || shift < 39 && (entry & PS) != 0;
            long reserved = RESERVED_64 | (mmu.noExecuteEnabled() ? 0 : NX);
            if (shift == 39) {
                reserved |= PS;
            } else if (shift == 30 && !mmu.gigabytePages()) {
                reserved |= PS;
            }
            if (last && shift > 12) {
                reserved |= (1L << shift) - 1 & ~0x1FFFL;
            }
            if ((entry & reserved) != 0) {
                return reservedBit();
            }
            combine(entry);
            if (last) {
                return finish(mmu, linear, shift, entry & ADDRESS);
            }
            markUpper(8);
            table = entry & ADDRESS;
        }
    }

    private boolean walkPae(Mmu mmu, long linear) {
        long pdpte = mmu.pdpte((int) (linear >>> 30) & 3);
        if ((pdpte & P) == 0) {
            return notPresent();
        }
        long table = pdpte & ADDRESS;
        for (int shift = 21; ; shift -= 9) {
            entryAddress = table + ((linear >>> shift & 0x1FF) << 3);
            entry = memory.read(entryAddress, 8);
            if ((entry & P) == 0) {
                return notPresent();
            }
            boolean last = shift == 12 || (entry & PS) != 0;
            long reserved = RESERVED_PAE | (mmu.noExecuteEnabled() ? 0 : NX);
            if (last && shift > 12) {
                reserved |= (1L << shift) - 1 & ~0x1FFFL;
            }
            if ((entry & reserved) != 0) {
                return reservedBit();
            }
            combine(entry);
            if (last) {
                return finish(mmu, linear, shift, entry & ADDRESS);
            }
            markUpper(8);
            table = entry & ADDRESS;
        }
    }

    private boolean walkTwoLevels(Mmu mmu, long linear) {
        entryAddress = (mmu.cr3() & 0xFFFFF000L) + ((linear >>> 22 & 0x3FF) << 2);
        entry = memory.read(entryAddress, 4);
        if ((entry & P) == 0) {
            return notPresent();
        }
        combine(entry);
        if ((entry & PS) != 0 && mmu.pageSizeExtensions()) {
            // PSE-36: bits 20:13 carry address bits 39:32; bit 21 is reserved.
            if ((entry & 1 << 21) != 0) {
                return reservedBit();
            }
            return finish(mmu, linear, 22, (entry & 0xFFC00000L) | (entry >>> 13 & 0xFF) << 32);
        }
        markUpper(4);
        entryAddress = (entry & 0xFFFFF000L) + ((linear >>> 12 & 0x3FF) << 2);
        entry = memory.read(entryAddress, 4);
        if ((entry & P) == 0) {
            return notPresent();
        }
        combine(entry);
        return finish(mmu, linear, 12, entry & 0xFFFFF000L);
    }

    private void combine(long e) {
        combined &= (int) e;
        noExecute |= e & NX;
    }

    private boolean notPresent() {
        failure = 0;
        return false;
    }

    private boolean reservedBit() {
        failure = PageFault.PRESENT | PageFault.RESERVED;
        return false;
    }

    private boolean finish(Mmu mmu, long linear, int shift, long base) {
        long within = (1L << shift) - 1;
        frame = (base & ~within | linear & within) & ~0xFFFL;
        attributes = combined & (RW | US) | (int) entry & (D | (mmu.globalPages() ? G : 0)) | shift << Tlb.SIZE_SHIFT
                | (noExecute != 0 ? Tlb.NO_EXECUTE : 0);
        return true;
    }

    private void markUpper(int size) {
        if (mayWrite && (entry & A) == 0) {
            memory.write(Agent.PAGE_WALKER, entryAddress, size, entry | A);
        }
    }

    private void markLast(Mmu mmu, int bits) {
        if ((entry & bits) != bits) {
            memory.write(Agent.PAGE_WALKER, entryAddress, mmu.pae() ? 8 : 4, entry | bits);
        }
    }

    /**
     * Translates without leaving a trace: no accessed or dirty bit, no TLB entry, no permission check. For inspection.
     *
     * @return the physical address, or -1 when not mapped
     */
    long inspect(Mmu mmu, long linear) {
        combined = RW | US;
        noExecute = 0;
        mayWrite = false;
        boolean found = mmu.longMode() ? walkFourLevels(mmu, linear) : mmu.pae() ? walkPae(mmu, linear) : walkTwoLevels(mmu, linear);
        return found ? frame | linear & 0xFFF : -1;
    }
}
