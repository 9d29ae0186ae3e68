package dev.ringside.emulator.memory;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.Arrays;

/**
 * The way of instruction fetches to memory: the instruction TLB, and over it tags that say which page lies where in RAM. Like
 * those of data accesses the tags are caches, never state.
 */
final class CodePages implements Stateful {
    /** A tag that is no page's address. */
    private static final long NONE = 1;

    private final PhysicalMemory memory;
    private final PagingControls controls;
    private final PageWalker walker;
    private final Tlb tlb = new Tlb();

    // The page that instructions are fetched from now: linear page base, and its RAM index (-1: not RAM).
    private long currentTag = NONE;
    private int currentIndex;
    private long currentFrame;

    // For supervisor and user: page base of each slot's page, and the RAM index of the page.
    private final long[][] tags = new long[2][Tlb.ENTRIES];
    private final int[] indexes = new int[Tlb.ENTRIES];
    private final SlotSet tagged = new SlotSet();

    CodePages(PhysicalMemory memory, PagingControls controls, PageWalker walker) {
        this.memory = memory;
        this.controls = controls;
        this.walker = walker;
        Arrays.fill(tags[0], NONE);
        Arrays.fill(tags[1], NONE);
    }

    /** The TLB behind. */
    Tlb tlb() {
        return tlb;
    }

    /** Physical address of an instruction byte. */
    long translate(long linear, boolean user) {
        long page = linear & -PhysicalMemory.PAGE_SIZE;
        if (page != currentTag) {
            currentFrame = translatePage(linear, user);
            currentIndex = memory.mappedPage(currentFrame) ? -1 : memory.ramIndex(currentFrame);
            currentTag = page;
            int slot = Tlb.slot(page);
            tags[user ? 1 : 0][slot] = page;
            tags[user ? 0 : 1][slot] = NONE;
            indexes[slot] = currentIndex;
            tagged.add(slot);
        }
        return currentFrame | linear & 0xFFF;
    }

    /** RAM index of an instruction byte, or -1. */
    int index(long linear, boolean user) {
        int slot = Tlb.slot(linear);
        int index;
        if (tags[user ? 1 : 0][slot] == (linear & -PhysicalMemory.PAGE_SIZE)) {
            index = indexes[slot];
        } else {
            translate(linear, user);
            index = currentIndex;
        }
        return index < 0 ? -1 : index | (int) linear & 0xFFF;
    }

    /** The arrays behind {@link #index}: they stay the same for the life of this object. */
    FetchTables tables(boolean user) {
        return new FetchTables(tags[user ? 1 : 0], indexes);
    }

    private long translatePage(long linear, boolean user) {
        long page = linear & -PhysicalMemory.PAGE_SIZE;
        if (!controls.paging()) {
            return controls.gate(page);
        }
        int slot = Tlb.slot(page);
        if (!(tlb.holds(slot, page) && controls.allow(tlb.attributes(slot), Mmu.FETCH, user, false))) {
            if (!walker.walk(page, Mmu.FETCH, user, false)) {
                if (tlb.holds(slot, page)) {
                    tlb.drop(slot);
                    forget(slot);
                }
                throw walker.fault(linear, Mmu.FETCH, user);
            }
            tlb.fill(slot, page, walker.frame, walker.attributes);
        }
        return controls.gate(tlb.frame(slot));
    }

    /** The next fetch looks anew where the page lies: who executes has changed. */
    void leavePage() {
        currentTag = NONE;
    }

    void invalidate(long linear) {
        for (int i = tlb.next(0, linear); i < Tlb.ENTRIES; i = tlb.next(i + 1, linear)) {
            tlb.drop(i);
            forget(i);
        }
        leavePage();
    }

    void flush(boolean globalsToo) {
        tlb.flush(globalsToo);
        for (int i = tagged.next(0); i < Tlb.ENTRIES; i = tagged.next(i + 1)) {
            if (!tlb.filled(i)) {
                forget(i);
            }
        }
        leavePage();
    }

    void forgetAll() {
        for (int i = tagged.next(0); i < Tlb.ENTRIES; i = tagged.next(i + 1)) {
            forget(i);
        }
        leavePage();
    }

    private void forget(int slot) {
        tags[0][slot] = NONE;
        tags[1][slot] = NONE;
        tagged.remove(slot);
    }

    @Override
    public void state(StateStream s) {
        s.part("tlb", tlb);
    }
}
