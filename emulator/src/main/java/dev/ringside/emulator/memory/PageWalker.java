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

    /** That of the index into PAE paging's four first entries. */
    private static final int PDPTE_SHIFT = 30;

    /** The bit of a four-byte entry for a large page that must be clear. */
    static final long RESERVED_4M = 1 << 21;

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
    private int entryShift;
    private int combined;
    private long noExecute;

    /** Whether the walk is the processor's, with effects on memory and devices, or an inspection without any. */
    private boolean effective;

    /** Where the walk begins: a value of CR3, and whether it is in CR3, so that PAE's four first entries are in registers. */
    private long root;
    private boolean current;

    /** Hears of each entry that an inspection comes to; null when nobody wants to know. */
    private Trail trail;

    /** Hears of the entries of a walk. */
    @FunctionalInterface
    interface Trail {
        /**
         * The walk has come to an entry.
         *
         * @param shift position in the linear address of the index that selected it
         * @param address its physical address; -1 for a PDPTE register
         * @param entry the entry
         * @param reserved bits that are set though they must be clear
         */
        void met(int shift, long address, long entry, long reserved);
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
        begin(controls.cr3(), true, true);
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
        return fault.with(linear, access == Mmu.FETCH && controls.namesFetches() ? code | PageFault.FETCH : code)
                .at(entry, entryAddress, entryShift);
    }

    private void begin(long newRoot, boolean isCurrent, boolean withEffects) {
        combined = RW | US;
        noExecute = 0;
        root = newRoot;
        current = isCurrent;
        effective = withEffects;
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
        return walkWideEntries(linear, root, ROOT_SHIFT);
    }

    private boolean walkPae(long linear) {
        int index = (int) (linear >>> PDPTE_SHIFT) & 3;
        entryAddress = current ? -1 : (root & 0xFFFFFFE0L) + 8L * index;
        entry = current ? controls.pdpte(index) : read(entryAddress, 8);
        long reserved = (entry & P) != 0 ? entry & PagingControls.PDPTE_RESERVED : 0;
        meet(PDPTE_SHIFT, reserved);
        if ((entry & P) == 0) {
            return notPresent();
        }
        return reserved == 0 ? walkWideEntries(linear, entry, 21) : reservedBit();
    }

    /** Bits of an eight-byte entry that must be clear. */
    long reserved(int shift, boolean last) {
        long reserved = (controls.longMode() ? RESERVED_64 : RESERVED_PAE) | (controls.noExecuteEnabled() ? 0 : NX);
        if (last && shift > 12) {
            return reserved | (1L << shift) - 1 & ~0x1FFFL;
        }
        return shift == ROOT_SHIFT ? reserved | PS : reserved;
    }

    /** Whether an eight-byte entry is the last of its walk. */
    static boolean last(int shift, long entry) {
        return shift == 12 || shift < ROOT_SHIFT && (entry & PS) != 0;
    }

    /** Whether a four-byte entry of the page directory maps a page itself. */
    boolean maps4M(long entry) {
        return (entry & PS) != 0 && controls.pageSizeExtensions();
    }

    /** Physical address of the page of 4 MiB that a four-byte entry maps; PSE-36: bits 20:13 carry address bits 39:32. */
    static long frame4M(long entry) {
        return (entry & 0xFFC00000L) | (entry >>> 13 & 0xFF) << 32;
    }

    private void meet(int shift, long reserved) {
        entryShift = shift;
        if (trail != null) {
            trail.met(shift, entryAddress, entry, reserved);
        }
    }

    private boolean walkWideEntries(long linear, long parent, int firstShift) {
        long table = parent & ADDRESS;
        for (int shift = firstShift; ; shift -= 9) {
            entryAddress = table + ((linear >>> shift & 0x1FF) << 3);
            entry = read(entryAddress, 8);
            boolean last = last(shift, entry);
            long reserved = (entry & P) == 0 ? 0 : entry & reserved(shift, last);
            meet(shift, reserved);
            if ((entry & P) == 0) {
                return notPresent();
            }
            if (reserved != 0) {
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
        entryAddress = (root & 0xFFFFF000L) + ((linear >>> 22 & 0x3FF) << 2);
        entry = read(entryAddress, 4);
        boolean large = maps4M(entry);
        long reserved = (entry & P) != 0 && large ? entry & RESERVED_4M : 0;
        meet(22, reserved);
        if ((entry & P) == 0) {
            return notPresent();
        }
        combine(entry);
        if (large) {
            return reserved != 0 ? reservedBit() : finish(linear, 22, frame4M(entry));
        }
        markUpper(4);
        entryAddress = (entry & 0xFFFFF000L) + ((linear >>> 12 & 0x3FF) << 2);
        entry = read(entryAddress, 4);
        meet(12, 0);
        if ((entry & P) == 0) {
            return notPresent();
        }
        combine(entry);
        return finish(linear, 12, entry & 0xFFFFF000L);
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
        begin(controls.cr3(), true, false);
        return descend(linear) ? frame | linear & 0xFFF : -1;
    }

    /**
     * {@link #inspect(long)}, from any page table.
     *
     * @param cr3 what CR3 would hold
     * @param isCurrent whether it does
     * @param hears of each entry
     */
    long inspect(long linear, long cr3, boolean isCurrent, Trail hears) {
        begin(cr3, isCurrent, false);
        trail = hears;
        try {
            return descend(linear) ? frame | linear & 0xFFF : -1;
        } finally {
            trail = null;
        }
    }
}
