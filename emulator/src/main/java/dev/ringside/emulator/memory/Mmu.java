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

    /** Many elements at once. */
    public final BulkAccess bulk;

    /** Reads without any effect. */
    public final Peek peek;

    /** Page tables and TLBs, to look at. */
    public final PagingView view;

    final PhysicalMemory memory;
    final int[] addend = new int[Tlb.ENTRIES];
    long[] readTags;
    long[] writeTags;

    /** Where the last access that was translated for the current mode lies in RAM; -1 when a device or a watch is in the way. */
    int plainIndex;

    /** What {@link PlainAccess} falls back on. */
    final PlainSlowPath plain;

    private final byte[] bytes;
    private final Tlb data = new Tlb();
    private final PagingControls controls = new PagingControls();
    private final PageWalker walker;
    private final CodePages code;
    private AccessWatch[] watches = {};

    private final long[][] readTagsOf = new long[MODES][Tlb.ENTRIES];
    private final long[][] writeTagsOf = new long[MODES][Tlb.ENTRIES];
    private final SlotSet tagged = new SlotSet();
    private int mode;

    /** A memory management unit over {@code memory}, paging off, TLBs empty. */
    public Mmu(PhysicalMemory memory) {
        this.memory = memory;
        this.bytes = memory.bytes;
        this.walker = new PageWalker(memory, controls);
        this.code = new CodePages(memory, controls, walker);
        this.readTags = readTagsOf[SUPERVISOR];
        this.writeTags = writeTagsOf[SUPERVISOR];
        this.bulk = new BulkAccess(this);
        this.peek = new Peek(this);
        this.view = new PagingView(memory, controls, walker, data, code.tlb());
        this.plain = new PlainSlowPath(this);
        memory.join(this);
        for (int i = 0; i < Tlb.ENTRIES; i++) {
            forgetSlot(i);
        }
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

    /** Whether linear addresses are translated. */
    public boolean paging() {
        return controls.paging();
    }

    /**
     * Takes new values of the paging controls and flushes what the manual says must be flushed (SDM vol. 3, 4.10.4.1):
     * everything when CR0.PG, CR4.PGE, PSE, PAE or EFER.LMA change or CR4.SMEP is set; non-global entries on a CR3 load.
     *
     * @param cr3Loaded whether this is a MOV to CR3 or a task switch that loads CR3
     */
    public void setControls(long newCr0, long newCr3, long newCr4, long newEfer, boolean cr3Loaded) {
        switch (controls.set(newCr0, newCr3, newCr4, newEfer, cr3Loaded)) {
            case EVERYTHING -> flush(true);
            case CR3_LOADED -> flush(false);
            case CR3_LOADED_AND_PERMISSIONS -> {
                flush(false);
                forgetFastPaths();
            }
            case PERMISSIONS -> forgetFastPaths();
            case NONE -> { }
        }
    }

    /**
     * Reads the four page-directory-pointer entries that PAE paging keeps in registers (SDM vol. 3, 4.4.1).
     *
     * @return false when a present one has reserved bits set: #GP(0), and nothing is loaded
     */
    public boolean loadPdptes(long fromCr3) {
        return controls.loadPdptes(memory, fromCr3);
    }

    /** Opens or closes the A20 gate: closed, bit 20 of every physical address of the processor is 0. */
    public void setA20(boolean open) {
        controls.setA20(open);
        forgetFastPaths();
    }

    /** Whether the A20 gate is open. */
    public boolean a20() {
        return controls.a20();
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
        code.leavePage();
    }

    /** Number of the access mode selected now. */
    public int accessMode() {
        return mode;
    }

    /**
     * Arrays behind the fast path of an access mode; they stay the same for the life of this object.
     *
     * @param readTags see the class comment
     * @param writeTags likewise
     * @param addend what to add to a linear address to get a RAM index, by slot
     * @param bytes RAM
     */
    public record Tables(long[] readTags, long[] writeTags, int[] addend, byte[] bytes) {}

    /** The arrays of an access mode. */
    public Tables tables(int accessMode) {
        return new Tables(readTagsOf[accessMode], writeTagsOf[accessMode], addend, bytes);
    }

    // ---- flushing ----

    /** INVLPG: drops the translations of the page, of whatever size, that {@code linear} lies in, global ones too. */
    public void invalidate(long linear) {
        for (int i = data.next(0, linear); i < Tlb.ENTRIES; i = data.next(i + 1, linear)) {
            data.drop(i);
            forgetSlot(i);
        }
        code.invalidate(linear);
    }

    /** Flushes both TLBs. */
    public void flush(boolean globalsToo) {
        data.flush(globalsToo);
        code.flush(globalsToo);
        for (int i = tagged.next(0); i < Tlb.ENTRIES; i = tagged.next(i + 1)) {
            if (!data.filled(i)) {
                forgetSlot(i);
            }
        }
    }

    /** Drops all tags; the TLBs stay. Whoever changes what a tag stands for (code pages, watches) calls this. */
    public void forgetFastPaths() {
        for (int i = tagged.next(0); i < Tlb.ENTRIES; i = tagged.next(i + 1)) {
            forgetSlot(i);
        }
        code.forgetAll();
    }

    /** Drops the tags of data in the pages of the linear addresses from {@code first} to {@code last}; nothing else. */
    public void forgetFastPaths(long first, long last) {
        long page = first & -PhysicalMemory.PAGE_SIZE;
        long more = Math.min((last >>> 12) - (first >>> 12), Tlb.ENTRIES - 1);
        boolean every = more == Tlb.ENTRIES - 1;
        for (long i = 0; i <= more; i++, page += PhysicalMemory.PAGE_SIZE) {
            int slot = Tlb.slot(page);
            if (every || tagsPage(slot, page)) {
                forgetSlot(slot);
            }
        }
    }

    private boolean tagsPage(int slot, long page) {
        for (int m = 0; m < MODES; m++) {
            if (readTagsOf[m][slot] == page || writeTagsOf[m][slot] == page) {
                return true;
            }
        }
        return false;
    }

    // A tag whose page belongs into the neighbouring slot matches no address that selects this slot.
    private void forgetSlot(int slot) {
        tagged.remove(slot);
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
            for (int i = tagged.next(0); i < Tlb.ENTRIES; i = tagged.next(i + 1)) {
                if ((int) tags[i] + addend[i] == page) {
                    tags[i] = (long) (i ^ 1) << 12;
                }
            }
        }
    }

    // ---- translation ----

    /** Physical address of a data access that stays in one page; fills the TLB or throws {@link PageFault}. */
    private long translate(long linear, int access, boolean user, boolean implicit) {
        if (!paging()) {
            return controls.gate(linear);
        }
        int slot = Tlb.slot(linear);
        boolean blocked = implicit || mode != SUPERVISOR;
        if (!(data.holds(slot, linear) && controls.allow(data.attributes(slot), access, user, blocked)
                && (access == READ || (data.attributes(slot) & Tlb.DIRTY) != 0))) {
            if (!walker.walk(linear, access, user, blocked)) {
                if (data.holds(slot, linear)) {
                    data.drop(slot);
                    forgetSlot(slot);
                }
                throw walker.fault(linear, access, user);
            }
            data.fill(slot, linear, walker.frame, walker.attributes);
            forgetSlot(slot);
        }
        return controls.gate(data.frame(slot) | linear & 0xFFF);
    }

    /** Translates for the current mode and, when nothing stands against it, opens the fast path for the page. */
    long translateAndTag(long linear, int access) {
        long physical = translate(linear, access, mode == USER, false);
        int index = memory.ramIndex(physical);
        plainIndex = -1;
        if (index >= 0 && !memory.mappedPage(physical) && !memory.watchesReads(index) && !watched(linear)) {
            plainIndex = index;
            int slot = Tlb.slot(linear);
            long page = linear & -PhysicalMemory.PAGE_SIZE;
            int wanted = (index & -PhysicalMemory.PAGE_SIZE) - (int) page;
            if (addend[slot] != wanted) {
                forgetSlot(slot);
                addend[slot] = wanted;
            }
            tagged.add(slot);
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
        int slot = Tlb.slot(linear);
        if ((linear ^ readTags[slot]) >>> 12 == 0) {
            return bytes[(int) linear + addend[slot]] & 0xFF;
        }
        return (int) loadSlow(linear, 1);
    }

    /** Loads 16 bits, zero-extended. */
    public int load16(long linear) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ readTags[slot], 0xFFF) < 0) {
            return (short) PhysicalMemory.SHORTS.get(bytes, (int) linear + addend[slot]) & 0xFFFF;
        }
        return (int) loadSlow(linear, 2);
    }

    /** Loads 32 bits. */
    public int load32(long linear) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ readTags[slot], 0xFFD) < 0) {
            return (int) PhysicalMemory.INTS.get(bytes, (int) linear + addend[slot]);
        }
        return (int) loadSlow(linear, 4);
    }

    /** Loads 64 bits. */
    public long load64(long linear) {
        int slot = Tlb.slot(linear);
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
        int slot = Tlb.slot(linear);
        if ((linear ^ writeTags[slot]) >>> 12 == 0) {
            bytes[(int) linear + addend[slot]] = (byte) value;
        } else {
            storeSlow(linear, 1, value);
        }
    }

    /** Stores the low 16 bits of {@code value}. */
    public void store16(long linear, int value) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ writeTags[slot], 0xFFF) < 0) {
            PhysicalMemory.SHORTS.set(bytes, (int) linear + addend[slot], (short) value);
        } else {
            storeSlow(linear, 2, value);
        }
    }

    /** Stores 32 bits. */
    public void store32(long linear, int value) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ writeTags[slot], 0xFFD) < 0) {
            PhysicalMemory.INTS.set(bytes, (int) linear + addend[slot], value);
        } else {
            storeSlow(linear, 4, value);
        }
    }

    /** Stores 64 bits. */
    public void store64(long linear, long value) {
        int slot = Tlb.slot(linear);
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
        checkStore(linear, size);
        return load(linear, size);
    }

    /**
     * Checks that a store of {@code size} bytes (up to 4096) would succeed, as the first half of an instruction that must
     * not fault half-way. Sets accessed and dirty bits as the store would.
     */
    public void checkStore(long linear, int size) {
        if (Long.compareUnsigned(linear ^ writeTags[Tlb.slot(linear)], 0x1001 - size) >= 0) {
            check(linear, size, WRITE);
        }
    }

    /** Checks that a load of {@code size} bytes (up to 4096) would succeed. */
    public void checkLoad(long linear, int size) {
        if (Long.compareUnsigned(linear ^ readTags[Tlb.slot(linear)], 0x1001 - size) >= 0) {
            check(linear, size, READ);
        }
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
    long wrap(long linear) {
        return wide ? linear : linear & 0xFFFFFFFFL;
    }

    // Descriptor tables and task states lie anywhere in the 64-bit space while compatibility-mode code runs.
    private long next(long linear, boolean implicit) {
        return implicit && controls.longMode() ? linear : wrap(linear);
    }

    /** Whether linear addresses have 64 bits. */
    boolean wide;

    /** Says whether linear addresses have 64 bits (64-bit mode) or wrap at 4 GiB. */
    public void setWide(boolean sixtyFour) {
        wide = sixtyFour;
    }

    static boolean crosses(long linear, int size) {
        return (linear & 0xFFF) + size > PhysicalMemory.PAGE_SIZE;
    }

    private long loadSlow(long linear, int size) {
        if (crosses(linear, size)) {
            return loadAcross(linear, size, mode == USER, false);
        }
        long value = memory.read(Agent.CPU, translateAndTag(linear, READ), size);
        report(linear, size, false, value);
        return value;
    }

    private void storeSlow(long linear, int size, long value) {
        if (crosses(linear, size)) {
            storeAcross(linear, size, value, mode == USER, false);
            return;
        }
        long physical = translateAndTag(linear, WRITE);
        report(linear, size, true, value);
        memory.write(Agent.CPU, physical, size, value);
    }

    private void report(long linear, int size, boolean write, long value) {
        for (AccessWatch watch : watches) {
            if (watch.watches(linear) || watch.watches(wrap(linear + size - 1))) {
                watch.accessed(linear, size, write, value);
            }
        }
    }

    // Both pages are translated before the first byte moves: a fault leaves memory as it was.
    private long loadAcross(long linear, int size, boolean user, boolean implicit) {
        int first = (int) (PhysicalMemory.PAGE_SIZE - (linear & 0xFFF));
        long low = translate(linear, READ, user, implicit);
        long high = translate(next(linear + first, implicit), READ, user, implicit);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= memory.read(Agent.CPU, i < first ? low + i : high + i - first, 1) << 8 * i;
        }
        if (!implicit) {
            report(linear, size, false, value);
        }
        return value;
    }

    private void storeAcross(long linear, int size, long value, boolean user, boolean implicit) {
        int first = (int) (PhysicalMemory.PAGE_SIZE - (linear & 0xFFF));
        long low = translate(linear, WRITE, user, implicit);
        long high = translate(next(linear + first, implicit), WRITE, user, implicit);
        if (!implicit) {
            report(linear, size, true, value);
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
        return memory.read(Agent.CPU, translate(linear, READ, false, true), size);
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
        long last = next(linear + size - 1, true);
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
        return code.translate(linear, user);
    }

    /**
     * Like {@link #translateFetch}, but answers a RAM index: where in {@link PhysicalMemory#rawBytes()} the instruction
     * lies, or -1 when it lies in no RAM or ROM.
     */
    public int fetchIndex(long linear, boolean user) {
        return code.index(linear, user);
    }

    /** What is behind the fast path of {@link #fetchIndex} in an access mode. */
    public FetchTables fetchTables(int accessMode) {
        return code.tables(accessMode == USER);
    }

    // ---- inspection ----

    /**
     * Translates for a front end: no TLB entry, no accessed or dirty bit.
     *
     * @return the physical address, or -1 when nothing is mapped there
     */
    public long inspect(long linear) {
        if (!paging()) {
            return controls.gate(linear);
        }
        long physical = walker.inspect(linear);
        return physical < 0 ? -1 : controls.gate(physical);
    }

    /** {@link #inspect}, but where the TLB of data has a translation, that one. */
    long seen(long linear) {
        int slot = Tlb.slot(linear);
        return paging() && data.holds(slot, linear) ? controls.gate(data.frame(slot) | linear & 0xFFF) : inspect(linear);
    }

    /** {@link #seen} of an address that has as many bits as the mode's linear addresses can have; -1 too when it is not canonical. */
    long seenAnywhere(long linear) {
        if (!controls.longMode()) {
            return seen(linear & 0xFFFFFFFFL);
        }
        return canonical(linear) ? seen(linear) : -1;
    }

    private static boolean canonical(long linear) {
        return linear << 16 >> 16 == linear;
    }

    /** Walks the page tables for a front end, without any effect: neither a TLB nor an accessed bit plays a part. */
    public void walk(long linear, WalkEntries into) {
        into.begin();
        if (controls.longMode() && !canonical(linear)) {
            return;
        }
        long at = controls.longMode() ? linear : linear & 0xFFFFFFFFL;
        if (!paging()) {
            into.end(controls.gate(at), 0);
            return;
        }
        long physical = walker.inspect(at, controls.cr3(), true, into);
        if (physical >= 0) {
            into.end(controls.gate(physical), walker.attributes >>> Tlb.SIZE_SHIFT);
        }
    }

    @Override
    public void state(StateStream s) {
        s.part("controls", controls);
        s.part("dataTlb", data);
        s.part("code", code);
        if (s.restoring()) {
            Arrays.fill(addend, 0);
            forgetFastPaths();
        }
    }
}
