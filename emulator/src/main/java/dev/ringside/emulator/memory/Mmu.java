package dev.ringside.emulator.memory;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.Arrays;

/**
 * One processor's way to memory: linear addresses in, bytes out. Holds the paging controls, the instruction and data
 * TLBs, and the fast path over them.
 *
 * <p><b>Fast path.</b> For each slot of the data TLB there is a read tag and a write tag per {@linkplain #select
 * access mode}. A tag is the page's linear address if an access of that kind in that mode needs nothing but the bytes:
 * the entry is present, permitted, dirty (for writes), plain RAM, not code (for writes), not watched. So one unsigned
 * comparison of {@code linear ^ tag} covers the page match, the permission and the page end. Everything else goes
 * through the slow methods. Tags are caches over the {@link Tlb}, never state.
 *
 * <p>With paging off there is no TLB; the tags then map linear to physical addresses directly.
 */
public final class Mmu implements Stateful {
    /** Physical address bits the processor implements (CPUID 80000008 EAX 7:0). */
    public static final int PHYSICAL_BITS = PageWalker.PHYSICAL_BITS;

    /** Kinds of access. */
    public static final int READ = 0, WRITE = 1, FETCH = 2;

    private static final int SUPERVISOR = 0, USER = 1, SUPERVISOR_NO_USER_PAGES = 2, MODES = 3;

    private static final long CR0_PG = 1L << 31, CR0_WP = 1 << 16;
    private static final int CR4_PSE = 0x10, CR4_PAE = 0x20, CR4_PGE = 0x80, CR4_SMEP = 1 << 20, CR4_SMAP = 1 << 21;
    private static final int EFER_LMA = 1 << 10, EFER_NXE = 1 << 11;

    private final PhysicalMemory memory;
    private final byte[] bytes;
    private final Tlb data = new Tlb();
    private final Tlb code = new Tlb();
    private final PageWalker walker;
    private final PageFault fault = new PageFault();
    private AccessWatch[] watches = {};

    private final long[][] readTagsOf = new long[MODES][Tlb.ENTRIES];
    private final long[][] writeTagsOf = new long[MODES][Tlb.ENTRIES];
    private final int[] addend = new int[Tlb.ENTRIES];
    private long[] readTags = readTagsOf[SUPERVISOR];
    private long[] writeTags = writeTagsOf[SUPERVISOR];
    private int mode;

    private long cr0;
    private long cr3;
    private long cr4;
    private long efer;
    private final long[] pdptes = new long[4];
    private long a20Mask = -1L;

    // The page that instructions are fetched from now: linear page base, and its RAM index (-1: not RAM).
    private long fetchTag = 1;
    private int fetchIndex;
    private long fetchFrame;

    // Caches over the instruction TLB, for supervisor and user: page base, or 1 for none, and the RAM index of the page.
    private final long[][] codeTags = new long[2][Tlb.ENTRIES];
    private final int[] codeIndexes = new int[Tlb.ENTRIES];

    /** A memory management unit over {@code memory}, paging off, TLBs empty. */
    public Mmu(PhysicalMemory memory) {
        this.memory = memory;
        this.bytes = memory.bytes;
        this.walker = new PageWalker(memory);
        memory.join(this);
        forgetFastPaths();
    }

    /** The memory behind. */
    public PhysicalMemory memory() {
        return memory;
    }

    /** Adds one who hears of accesses to pages it watches. */
    public void watch(AccessWatch listener) {
        watches = Arrays.copyOf(watches, watches.length + 1);
        watches[watches.length - 1] = listener;
        forgetFastPaths();
    }

    private boolean watched(long linear) {
        for (AccessWatch watch : watches) {
            if (watch.watches(linear)) {
                return true;
            }
        }
        return false;
    }

    // ---- paging controls ----

    boolean longMode() {
        return (efer & EFER_LMA) != 0;
    }

    boolean pae() {
        return (cr4 & CR4_PAE) != 0;
    }

    boolean pageSizeExtensions() {
        return (cr4 & CR4_PSE) != 0;
    }

    boolean globalPages() {
        return (cr4 & CR4_PGE) != 0;
    }

    boolean gigabytePages() {
        return true;
    }

    boolean noExecuteEnabled() {
        return (efer & EFER_NXE) != 0;
    }

    long cr3() {
        return cr3;
    }

    long pdpte(int i) {
        return pdptes[i];
    }

    /** Whether linear addresses are translated. */
    public boolean paging() {
        return (cr0 & CR0_PG) != 0;
    }

    /**
     * Takes new values of the paging controls and flushes what the manual says must be flushed (SDM vol. 3, 4.10.4.1):
     * everything when CR0.PG, CR4.PGE, PSE, PAE or EFER.LMA change or CR4.SMEP is set; non-global entries on a CR3 load.
     *
     * @param cr3Loaded whether this is a MOV to CR3 or a task switch that loads CR3
     */
    public void setControls(long newCr0, long newCr3, long newCr4, long newEfer, boolean cr3Loaded) {
        boolean flushAll = ((cr0 ^ newCr0) & CR0_PG) != 0
                || ((cr4 ^ newCr4) & (CR4_PGE | CR4_PSE | CR4_PAE)) != 0
                || (newCr4 & ~cr4 & CR4_SMEP) != 0
                || ((efer ^ newEfer) & EFER_LMA) != 0;
        boolean meaningChanged = ((cr0 ^ newCr0) & CR0_WP) != 0
                || ((cr4 ^ newCr4) & (CR4_SMEP | CR4_SMAP)) != 0
                || ((efer ^ newEfer) & EFER_NXE) != 0;
        cr0 = newCr0;
        cr3 = newCr3;
        cr4 = newCr4;
        efer = newEfer;
        if (flushAll) {
            flush(true);
        } else if (cr3Loaded) {
            flush(false);
        } else if (meaningChanged) {
            forgetFastPaths();
        }
    }

    /**
     * Reads the four page-directory-pointer entries that PAE paging keeps in registers (SDM vol. 3, 4.4.1).
     *
     * @return false when a present one has reserved bits set: #GP(0), and nothing is loaded
     */
    public boolean loadPdptes(long fromCr3) {
        long[] loaded = new long[4];
        for (int i = 0; i < 4; i++) {
            loaded[i] = memory.read((fromCr3 & 0xFFFFFFE0L) + 8L * i, 8);
            long reserved = -1L << PageWalker.PHYSICAL_BITS | 0x1E6;
            if ((loaded[i] & 1) != 0 && (loaded[i] & reserved) != 0) {
                return false;
            }
        }
        System.arraycopy(loaded, 0, pdptes, 0, 4);
        return true;
    }

    /** Opens or closes the A20 gate: closed, bit 20 of every physical address of the processor is 0. */
    public void setA20(boolean open) {
        a20Mask = open ? -1L : ~(1L << 20);
        forgetFastPaths();
    }

    /** Whether the A20 gate is open. */
    public boolean a20() {
        return a20Mask == -1L;
    }

    /**
     * Selects how data accesses are checked from now on.
     *
     * @param user CPL 3
     * @param userPagesBlocked CPL 0-2 with CR4.SMAP set and EFLAGS.AC clear
     */
    public void select(boolean user, boolean userPagesBlocked) {
        mode = user ? USER : userPagesBlocked ? SUPERVISOR_NO_USER_PAGES : SUPERVISOR;
        readTags = readTagsOf[mode];
        writeTags = writeTagsOf[mode];
        fetchTag = 1;
    }

    // ---- flushing ----

    /** INVLPG: drops the translations of the page, of whatever size, that {@code linear} lies in, global ones too. */
    public void invalidate(long linear) {
        for (int i = 0; i < Tlb.ENTRIES; i++) {
            if (data.samePage(i, linear)) {
                data.drop(i);
                forgetSlot(i);
            }
            if (code.samePage(i, linear)) {
                code.drop(i);
                forgetCode(i);
            }
        }
        fetchTag = 1;
    }

    /** Flushes both TLBs. */
    public void flush(boolean globalsToo) {
        data.flush(globalsToo);
        code.flush(globalsToo);
        forgetFastPaths();
    }

    /** Drops all tags; the TLBs stay. Whoever changes what a tag stands for (code pages, watches) calls this. */
    public void forgetFastPaths() {
        for (int i = 0; i < Tlb.ENTRIES; i++) {
            forgetSlot(i);
            forgetCode(i);
        }
        fetchTag = 1;
    }

    private void forgetCode(int slot) {
        codeTags[0][slot] = 1;
        codeTags[1][slot] = 1;
    }

    // A tag whose page belongs into the neighbouring slot matches no address that selects this slot.
    private void forgetSlot(int slot) {
        long never = (long) (slot ^ 1) << 12;
        for (int m = 0; m < MODES; m++) {
            readTagsOf[m][slot] = never;
            writeTagsOf[m][slot] = never;
        }
    }

    /** Drops the write tags that lead to the RAM page of {@code index}: it holds code from now on. */
    void forgetWrites(int index) {
        int page = index & -PhysicalMemory.PAGE_SIZE;
        for (int m = 0; m < MODES; m++) {
            long[] tags = writeTagsOf[m];
            for (int i = 0; i < Tlb.ENTRIES; i++) {
                if ((int) tags[i] + addend[i] == page) {
                    tags[i] = (long) (i ^ 1) << 12;
                }
            }
        }
    }

    // ---- permission ----

    /** Whether an access is allowed by combined permissions {@code attributes} (SDM vol. 3, 4.6.1). */
    boolean allowed(int attributes, int access, boolean user, boolean implicit) {
        boolean userPage = (attributes & Tlb.USER) != 0;
        if (access == FETCH) {
            return (attributes & Tlb.NO_EXECUTE) == 0 && (user ? userPage : !(userPage && (cr4 & CR4_SMEP) != 0));
        }
        if (user) {
            return userPage && (access == READ || (attributes & Tlb.WRITABLE) != 0);
        }
        if (userPage && (cr4 & CR4_SMAP) != 0 && (implicit || mode != SUPERVISOR)) {
            return false;
        }
        return access == READ || (attributes & Tlb.WRITABLE) != 0 || (cr0 & CR0_WP) == 0;
    }

    private PageFault fault(long linear, int access, boolean user) {
        int code = walker.failure | (access == WRITE ? PageFault.WRITE : 0) | (user ? PageFault.USER : 0);
        if (access == FETCH && ((cr4 & CR4_SMEP) != 0 || noExecuteEnabled() && (pae() || longMode()))) {
            code |= PageFault.FETCH;
        }
        return fault.with(linear, code);
    }

    // ---- translation ----

    /** Physical address of a data access that stays in one page; fills the TLB or throws {@link PageFault}. */
    private long translate(long linear, int access, boolean user, boolean implicit) {
        if (!paging()) {
            return linear & a20Mask;
        }
        int slot = Tlb.slot(linear);
        if (!(data.holds(slot, linear) && allowed(data.attributes(slot), access, user, implicit)
                && (access == READ || (data.attributes(slot) & Tlb.DIRTY) != 0))) {
            if (!walker.walk(this, linear, access, user, implicit)) {
                if (data.holds(slot, linear)) {
                    data.drop(slot);
                    forgetSlot(slot);
                }
                throw fault(linear, access, user);
            }
            data.fill(slot, linear, walker.frame, walker.attributes);
            forgetSlot(slot);
        }
        return (data.frame(slot) | linear & 0xFFF) & a20Mask;
    }

    /** Translates for the current mode and, when nothing stands against it, opens the fast path for the page. */
    private long translateAndTag(long linear, int access) {
        long physical = translate(linear, access, mode == USER, false);
        int index = memory.ramIndex(physical);
        if (index >= 0 && !memory.mappedPage(physical) && !watched(linear)) {
            int slot = Tlb.slot(linear);
            long page = linear & -PhysicalMemory.PAGE_SIZE;
            int wanted = (index & -PhysicalMemory.PAGE_SIZE) - (int) page;
            if (addend[slot] != wanted) {
                forgetSlot(slot);
                addend[slot] = wanted;
            }
            readTags[slot] = page;
            if (access == WRITE) {
                writeTags[slot] = memory.plainPage(index) ? page : (long) (slot ^ 1) << 12;
            }
        }
        return physical;
    }

    // ---- data access, fast ----

    /** Loads a byte, zero-extended. */
    public int load8(long linear) {
        int slot = (int) (linear >>> 12) & Tlb.MASK;
        if ((linear ^ readTags[slot]) >>> 12 == 0) {
            return bytes[(int) linear + addend[slot]] & 0xFF;
        }
        return (int) loadSlow(linear, 1);
    }

    /** Loads 16 bits, zero-extended. */
    public int load16(long linear) {
        int slot = (int) (linear >>> 12) & Tlb.MASK;
        if (Long.compareUnsigned(linear ^ readTags[slot], 0xFFF) < 0) {
            return (short) PhysicalMemory.SHORTS.get(bytes, (int) linear + addend[slot]) & 0xFFFF;
        }
        return (int) loadSlow(linear, 2);
    }

    /** Loads 32 bits. */
    public int load32(long linear) {
        int slot = (int) (linear >>> 12) & Tlb.MASK;
        if (Long.compareUnsigned(linear ^ readTags[slot], 0xFFD) < 0) {
            return (int) PhysicalMemory.INTS.get(bytes, (int) linear + addend[slot]);
        }
        return (int) loadSlow(linear, 4);
    }

    /** Loads 64 bits. */
    public long load64(long linear) {
        int slot = (int) (linear >>> 12) & Tlb.MASK;
        if (Long.compareUnsigned(linear ^ readTags[slot], 0xFF9) < 0) {
            return (long) PhysicalMemory.LONGS.get(bytes, (int) linear + addend[slot]);
        }
        return loadSlow(linear, 8);
    }

    /** Loads {@code size} (1, 2, 4, 8) bytes, zero-extended. */
    public long load(long linear, int size) {
        return switch (size) {
            case 1 -> load8(linear);
            case 2 -> load16(linear);
            case 4 -> load32(linear) & 0xFFFFFFFFL;
            default -> load64(linear);
        };
    }

    /** Stores the low byte of {@code value}. */
    public void store8(long linear, int value) {
        int slot = (int) (linear >>> 12) & Tlb.MASK;
        if ((linear ^ writeTags[slot]) >>> 12 == 0) {
            bytes[(int) linear + addend[slot]] = (byte) value;
        } else {
            storeSlow(linear, 1, value);
        }
    }

    /** Stores the low 16 bits of {@code value}. */
    public void store16(long linear, int value) {
        int slot = (int) (linear >>> 12) & Tlb.MASK;
        if (Long.compareUnsigned(linear ^ writeTags[slot], 0xFFF) < 0) {
            PhysicalMemory.SHORTS.set(bytes, (int) linear + addend[slot], (short) value);
        } else {
            storeSlow(linear, 2, value);
        }
    }

    /** Stores 32 bits. */
    public void store32(long linear, int value) {
        int slot = (int) (linear >>> 12) & Tlb.MASK;
        if (Long.compareUnsigned(linear ^ writeTags[slot], 0xFFD) < 0) {
            PhysicalMemory.INTS.set(bytes, (int) linear + addend[slot], value);
        } else {
            storeSlow(linear, 4, value);
        }
    }

    /** Stores 64 bits. */
    public void store64(long linear, long value) {
        int slot = (int) (linear >>> 12) & Tlb.MASK;
        if (Long.compareUnsigned(linear ^ writeTags[slot], 0xFF9) < 0) {
            PhysicalMemory.LONGS.set(bytes, (int) linear + addend[slot], value);
        } else {
            storeSlow(linear, 8, value);
        }
    }

    /** Stores the low {@code size} (1, 2, 4, 8) bytes of {@code value}. */
    public void store(long linear, int size, long value) {
        switch (size) {
            case 1 -> store8(linear, (int) value);
            case 2 -> store16(linear, (int) value);
            case 4 -> store32(linear, (int) value);
            default -> store64(linear, value);
        }
    }

    /**
     * Loads what will be stored again (ADD [m], r): the access is checked as a write first, so that a fault is reported
     * as one and the store that follows cannot fault.
     */
    public long loadForStore(long linear, int size) {
        int slot = (int) (linear >>> 12) & Tlb.MASK;
        if (Long.compareUnsigned(linear ^ writeTags[slot], 0x1001 - size) >= 0) {
            checkStore(linear, size);
        }
        return load(linear, size);
    }

    /**
     * Checks that a store of {@code size} bytes (up to 4096) would succeed, as the first half of an instruction that must
     * not fault half-way. Sets accessed and dirty bits as the store would.
     */
    public void checkStore(long linear, int size) {
        check(linear, size, WRITE);
    }

    /** Checks that a load of {@code size} bytes (up to 4096) would succeed. */
    public void checkLoad(long linear, int size) {
        check(linear, size, READ);
    }

    private void check(long linear, int size, int access) {
        translateAndTag(linear, access);
        long last = wrap(linear + size - 1);
        if ((linear ^ last) >>> 12 != 0) {
            translateAndTag(last & -PhysicalMemory.PAGE_SIZE, access);
        }
    }

    // ---- data access, slow ----

    /** Outside 64-bit mode linear addresses wrap at 4 GiB; {@link #setWide} says which holds. */
    private long wrap(long linear) {
        return wide ? linear : linear & 0xFFFFFFFFL;
    }

    // Descriptor tables and task states lie anywhere in the 64-bit space while compatibility-mode code runs.
    private long wrapSystem(long linear) {
        return longMode() ? linear : linear & 0xFFFFFFFFL;
    }

    private boolean wide;

    /** Says whether linear addresses have 64 bits (64-bit mode) or wrap at 4 GiB. */
    public void setWide(boolean sixtyFour) {
        wide = sixtyFour;
    }

    private static boolean crosses(long linear, int size) {
        return (linear & 0xFFF) + size > PhysicalMemory.PAGE_SIZE;
    }

    private long loadSlow(long linear, int size) {
        if (crosses(linear, size)) {
            return loadAcross(linear, size, mode == USER, false);
        }
        long physical = translateAndTag(linear, READ);
        report(linear, size, false);
        return memory.read(physical, size);
    }

    private void storeSlow(long linear, int size, long value) {
        if (crosses(linear, size)) {
            storeAcross(linear, size, value, mode == USER, false);
            return;
        }
        long physical = translateAndTag(linear, WRITE);
        report(linear, size, true);
        memory.write(Agent.CPU, physical, size, value);
    }

    private void report(long linear, int size, boolean write) {
        for (AccessWatch watch : watches) {
            if (watch.watches(linear) || watch.watches(wrap(linear + size - 1))) {
                watch.accessed(linear, size, write);
            }
        }
    }

    // Both pages are translated before the first byte moves: a fault leaves memory as it was.
    private long loadAcross(long linear, int size, boolean user, boolean implicit) {
        int first = (int) (PhysicalMemory.PAGE_SIZE - (linear & 0xFFF));
        long low = translate(linear, READ, user, implicit);
        long high = translate(implicit ? wrapSystem(linear + first) : wrap(linear + first), READ, user, implicit);
        if (!implicit) {
            report(linear, size, false);
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= memory.read(i < first ? low + i : high + i - first, 1) << 8 * i;
        }
        return value;
    }

    private void storeAcross(long linear, int size, long value, boolean user, boolean implicit) {
        int first = (int) (PhysicalMemory.PAGE_SIZE - (linear & 0xFFF));
        long low = translate(linear, WRITE, user, implicit);
        long high = translate(implicit ? wrapSystem(linear + first) : wrap(linear + first), WRITE, user, implicit);
        if (!implicit) {
            report(linear, size, true);
        }
        for (int i = 0; i < size; i++) {
            memory.write(Agent.CPU, i < first ? low + i : high + i - first, 1, value >>> 8 * i & 0xFF);
        }
    }

    // ---- implicit supervisor access: descriptor tables, task state, interrupt stacks ----

    /** Loads with supervisor rights whatever the CPL, as the processor reads descriptor tables and the TSS. */
    public long loadSystem(long linear, int size) {
        if (crosses(linear, size)) {
            return loadAcross(linear, size, false, true);
        }
        return memory.read(translate(linear, READ, false, true), size);
    }

    /** Stores with supervisor rights whatever the CPL. */
    public void storeSystem(long linear, int size, long value) {
        if (crosses(linear, size)) {
            storeAcross(linear, size, value, false, true);
        } else {
            memory.write(Agent.CPU, translate(linear, WRITE, false, true), size, value);
        }
    }

    /** Checks that {@link #storeSystem} would succeed. */
    public void checkSystemStore(long linear, int size) {
        translate(linear, WRITE, false, true);
        long last = wrapSystem(linear + size - 1);
        if ((linear ^ last) >>> 12 != 0) {
            translate(last & -PhysicalMemory.PAGE_SIZE, WRITE, false, true);
        }
    }

    // ---- instruction fetch ----

    /**
     * Translates for an instruction fetch; fills the instruction TLB or throws {@link PageFault}.
     *
     * @param user CPL 3
     * @return the physical address
     */
    public long translateFetch(long linear, boolean user) {
        long page = linear & -PhysicalMemory.PAGE_SIZE;
        if (page != fetchTag) {
            fetchFrame = translateFetchPage(page, user);
            fetchIndex = memory.mappedPage(fetchFrame) ? -1 : memory.ramIndex(fetchFrame);
            fetchTag = page;
            int slot = Tlb.slot(page);
            codeTags[user ? 1 : 0][slot] = page;
            codeTags[user ? 0 : 1][slot] = 1;
            codeIndexes[slot] = fetchIndex;
        }
        return fetchFrame | linear & 0xFFF;
    }

    /**
     * Like {@link #translateFetch}, but answers a RAM index: where in {@link PhysicalMemory#rawBytes()} the instruction
     * lies, or -1 when it lies in no RAM or ROM.
     */
    public int fetchIndex(long linear, boolean user) {
        int slot = Tlb.slot(linear);
        int index;
        if (codeTags[user ? 1 : 0][slot] == (linear & -PhysicalMemory.PAGE_SIZE)) {
            index = codeIndexes[slot];
        } else {
            translateFetch(linear, user);
            index = fetchIndex;
        }
        return index < 0 ? -1 : index | (int) linear & 0xFFF;
    }

    private long translateFetchPage(long page, boolean user) {
        if (!paging()) {
            return page & a20Mask;
        }
        int slot = Tlb.slot(page);
        if (!(code.holds(slot, page) && allowed(code.attributes(slot), FETCH, user, false))) {
            if (!walker.walk(this, page, FETCH, user, false)) {
                if (code.holds(slot, page)) {
                    code.drop(slot);
                    forgetCode(slot);
                }
                throw fault(page, FETCH, user);
            }
            code.fill(slot, page, walker.frame, walker.attributes);
        }
        return code.frame(slot) & a20Mask;
    }

    // ---- inspection ----

    /**
     * Translates for a front end: no TLB entry, no accessed or dirty bit.
     *
     * @return the physical address, or -1 when nothing is mapped there
     */
    public long inspect(long linear) {
        if (!paging()) {
            return linear & a20Mask;
        }
        long physical = walker.inspect(this, linear);
        return physical < 0 ? -1 : physical & a20Mask;
    }

    @Override
    public void state(StateStream s) {
        cr0 = s.i64("cr0", cr0);
        cr3 = s.i64("cr3", cr3);
        cr4 = s.i64("cr4", cr4);
        efer = s.i64("efer", efer);
        s.i64s("pdptes", pdptes);
        a20Mask = s.i64("a20Mask", a20Mask);
        s.part("dataTlb", data);
        s.part("codeTlb", code);
        if (s.restoring()) {
            Arrays.fill(addend, 0);
            forgetFastPaths();
        }
    }
}
