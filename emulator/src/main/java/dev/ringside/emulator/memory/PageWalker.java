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

    /** Position in the linear address of the index into the top table of four-level paging. */
    private static final int ROOT_SHIFT = 39;

    private static final long ADDRESS = ((1L << PHYSICAL_BITS) - 1) & ~0xFFFL;
    private static final long RESERVED_64 = ((1L << 52) - 1) & -(1L << PHYSICAL_BITS);
    private static final long RESERVED_PAE = ((1L << 63) - 1) & -(1L << PHYSICAL_BITS);

    private final PhysicalMemory memory;
    private final PagingControls controls;
    private final PageFault fault = new PageFault();

    /** Outcome: physical address of the 4 KiB frame that holds the linear address. */
    long frame;

    /** Outcome: {@link Tlb} attribute bits. */
    int attributes;

    /** Outcome of a failed walk: error code bits P and RSVD; {@link #fault} adds the kind of access. */
    private int failure;

    private long entryAddress;
    private long entry;
    private int combined;
    private long noExecute;

    /** Whether the walk is the processor's, with effects on memory and devices, or an inspection without any. */
    private boolean effective;

    /** Hears of each entry that an inspection comes to; null when nobody wants to know. */
    private Trail trail;

    /** Hears of the entries of a walk. */
    @FunctionalInterface
    interface Trail {
        /** The walk has come to an entry; {@code shift} is the position in the linear address of the index that selected it. */
        void met(int shift, long entry);
    }

    PageWalker(PhysicalMemory memory, PagingControls controls) {
        this.memory = memory;
        this.controls = controls;
    }

    /**
     * Walks for one access and, when it is allowed, sets A in every entry used and D in the last one on a write.
     *
     * @param blocked see {@link PagingControls#allow}
     * @return true when translated; false when {@link #fault} tells why not
     */
    boolean walk(long linear, int access, boolean user, boolean blocked) {
        combined = RW | US;
        noExecute = 0;
        effective = true;
        if (!descend(linear)) {
            return false;
        }
        if (!controls.allow(attributes, access, user, blocked)) {
            failure = PageFault.PRESENT;
            return false;
        }
        if (access == Mmu.WRITE && (attributes & Tlb.DIRTY) == 0) {
            attributes |= Tlb.DIRTY;
            markLast(A | D);
        } else {
            markLast(A);
        }
        return true;
    }

    /** The fault of the walk that failed. */
    PageFault fault(long linear, int access, boolean user) {
        int code = failure | (access == Mmu.WRITE ? PageFault.WRITE : 0) | (user ? PageFault.USER : 0);
        return fault.with(linear, access == Mmu.FETCH && controls.namesFetches() ? code | PageFault.FETCH : code);
    }

    private boolean descend(long linear) {
        return controls.longMode() ? walkFourLevels(linear) : controls.pae() ? walkPae(linear) : walkTwoLevels(linear);
    }

    private long read(long address, int size) {
        return effective ? memory.read(Agent.PAGE_WALKER, controls.gate(address), size) : memory.peek(controls.gate(address), size);
    }

    // Entries are read as the walk goes down; A of the upper levels is set at once, as processors do before the
    // permission check of the whole walk is known.
    private boolean walkFourLevels(long linear) {
        return walkWideEntries(linear, controls.cr3(), ROOT_SHIFT, RESERVED_64);
    }

    private boolean walkPae(long linear) {
        long pdpte = controls.pdpte((int) (linear >>> 30) & 3);
        meet(30, pdpte);
        return (pdpte & P) != 0 ? walkWideEntries(linear, pdpte, 21, RESERVED_PAE) : notPresent();
    }

    private boolean walkWideEntries(long linear, long parent, int firstShift, long reservedAlways) {
        long table = parent & ADDRESS;
        for (int shift = firstShift; ; shift -= 9) {
            entryAddress = table + ((linear >>> shift & 0x1FF) << 3);
            entry = read(entryAddress, 8);
            meet(shift, entry);
            if ((entry & P) == 0) {
                return notPresent();
            }
            boolean last = shift == 12 || shift < ROOT_SHIFT && (entry & PS) != 0;
            long reserved = reservedAlways | (controls.noExecuteEnabled() ? 0 : NX) | (shift == ROOT_SHIFT ? PS : 0);
            if (last && shift > 12) {
                reserved |= (1L << shift) - 1 & ~0x1FFFL;
            }
            if ((entry & reserved) != 0) {
                return reservedBit();
            }
            combine(entry);
            if (last) {
                return finish(linear, shift, entry & ADDRESS);
            }
            markUpper(8);
            table = entry & ADDRESS;
        }
    }

    private boolean walkTwoLevels(long linear) {
        entryAddress = (controls.cr3() & 0xFFFFF000L) + ((linear >>> 22 & 0x3FF) << 2);
        entry = read(entryAddress, 4);
        meet(22, entry);
        if ((entry & P) == 0) {
            return notPresent();
        }
        combine(entry);
        if ((entry & PS) != 0 && controls.pageSizeExtensions()) {
            // PSE-36: bits 20:13 carry address bits 39:32; bit 21 is reserved.
            if ((entry & 1 << 21) != 0) {
                return reservedBit();
            }
            return finish(linear, 22, (entry & 0xFFC00000L) | (entry >>> 13 & 0xFF) << 32);
        }
        markUpper(4);
        entryAddress = (entry & 0xFFFFF000L) + ((linear >>> 12 & 0x3FF) << 2);
        entry = read(entryAddress, 4);
        meet(12, entry);
        if ((entry & P) == 0) {
            return notPresent();
        }
        combine(entry);
        return finish(linear, 12, entry & 0xFFFFF000L);
    }

    private void meet(int shift, long value) {
        if (trail != null) {
            trail.met(shift, value);
        }
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

    private boolean finish(long linear, int shift, long base) {
        long within = (1L << shift) - 1;
        frame = (base & ~within | linear & within) & ~0xFFFL;
        attributes = combined & (RW | US) | (int) entry & (D | (controls.globalPages() ? G : 0)) | shift << Tlb.SIZE_SHIFT
                | (noExecute != 0 ? Tlb.NO_EXECUTE : 0);
        return true;
    }

    private void markUpper(int size) {
        if (effective && (entry & A) == 0) {
            memory.write(Agent.PAGE_WALKER, controls.gate(entryAddress), size, entry | A);
        }
    }

    private void markLast(int bits) {
        if ((entry & bits) != bits) {
            memory.write(Agent.PAGE_WALKER, controls.gate(entryAddress), controls.pae() ? 8 : 4, entry | bits);
        }
    }

    /**
     * Translates without leaving a trace: no accessed or dirty bit, no TLB entry, no permission check. For inspection.
     *
     * @return the physical address, or -1 when not mapped
     */
    long inspect(long linear) {
        combined = RW | US;
        noExecute = 0;
        effective = false;
        return descend(linear) ? frame | linear & 0xFFF : -1;
    }

    /** {@link #inspect(long)}, and {@code hears} is told of each entry that the walk reads. */
    long inspect(long linear, Trail hears) {
        trail = hears;
        long physical = inspect(linear);
        trail = null;
        return physical;
    }
}
