package dev.ringside.emulator.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Page tables and TLBs as they stand, for those who look: no accessed bit is set, no TLB filled, no device register read. What the
 * bits of entries mean is decided where the processor's own walks decide it.
 */
public final class PagingView {
    /** Attributes of a translation: bits of the entries of a walk, combined. DIRTY and GLOBAL are those of the last entry. */
    public static final int WRITABLE = Tlb.WRITABLE, USER = Tlb.USER, DIRTY = Tlb.DIRTY, GLOBAL = Tlb.GLOBAL, NO_EXECUTE = Tlb.NO_EXECUTE;

    /** Accesses, as {@link #rights} combines them. */
    public static final int READ = 1, WRITE = 2, FETCH = 4;

    /**
     * Who accesses: the accesses allowed to code at CPL 3 stand in the lowest bits of {@link #rights}, those of the supervisor above, at
     * last those of the supervisor where CR4.SMAP, if set, keeps it from user pages (EFLAGS.AC clear, or an implicit access).
     */
    public static final int SUPERVISOR_SHIFT = 4, SUPERVISOR_AC_CLEAR_SHIFT = 8;

    private final PhysicalMemory memory;
    private final PagingControls controls;
    private final PageWalker walker;
    private final Tlb data;
    private final Tlb code;

    PagingView(PhysicalMemory memory, PagingControls controls, PageWalker walker, Tlb data, Tlb code) {
        this.memory = memory;
        this.controls = controls;
        this.walker = walker;
        this.data = data;
        this.code = code;
    }

    // ---- walks ----

    /** Walks for a linear address through the current page tables. */
    public PageWalk walk(long linear) {
        return walk(linear, controls.cr3(), true);
    }

    /** Walks as if CR3 held {@code cr3}; PAE paging's first four entries then come from memory. */
    public PageWalk walk(long linear, long cr3) {
        return walk(linear, cr3, false);
    }

    private PageWalk walk(long linear, long cr3, boolean current) {
        if (!controls.paging()) {
            return new PageWalk(linear, cr3, List.of(), PageWalk.End.PAGING_OFF, controls.gate(linear), 0, 0);
        }
        List<PageWalk.Step> steps = new ArrayList<>();
        int bytes = controls.longMode() || controls.pae() ? 8 : 4;
        long physical = walker.inspect(linear, cr3, current,
                (shift, address, entry, reserved) -> steps.add(new PageWalk.Step(shift, address, entry, bytes, reserved)));
        if (physical >= 0) {
            int attributes = walker.attributes;
            return new PageWalk(linear, cr3, steps, PageWalk.End.MAPPED, controls.gate(physical), attributes >>> Tlb.SIZE_SHIFT,
                    attributes & (1 << Tlb.SIZE_SHIFT) - 1);
        }
        boolean present = !steps.isEmpty() && (steps.getLast().value() & 1) != 0;
        return new PageWalk(linear, cr3, steps, present ? PageWalk.End.RESERVED_BITS : PageWalk.End.NOT_PRESENT, -1, 0, 0);
    }

    /** The accesses that attributes allow, by the control registers as they are. */
    public int rights(int attributes) {
        return allowed(attributes, true, false) | allowed(attributes, false, false) << SUPERVISOR_SHIFT
                | allowed(attributes, false, true) << SUPERVISOR_AC_CLEAR_SHIFT;
    }

    private int allowed(int attributes, boolean user, boolean blocked) {
        return (controls.allow(attributes, Mmu.READ, user, blocked) ? READ : 0) | (controls.allow(attributes, Mmu.WRITE, user, blocked) ? WRITE : 0)
                | (controls.allow(attributes, Mmu.FETCH, user, blocked) ? FETCH : 0);
    }

    // ---- tables ----

    /** Copies a table of page-table entries; where there is no memory, ones. */
    public void table(long physical, byte[] target) {
        memory.copyOut(controls.gate(physical), target, 0, target.length);
    }

    /** What is in PAE paging's register for the {@code index}th GiB. */
    public long pdpte(int index) {
        return controls.pdpte(index);
    }

    /** Bits of a present eight-byte entry that must be clear; {@code shift} is 12, 21, 30 or 39, but not that of a PDPTE of PAE paging. */
    public long reserved(int shift, boolean last) {
        return walker.reserved(shift, last);
    }

    /** Bits of a present PDPTE of PAE paging that must be clear. */
    public long reservedOfPdpte() {
        return PagingControls.PDPTE_RESERVED;
    }

    /** Bits of a present four-byte entry for a page of 4 MiB that must be clear. */
    public long reservedOf4M() {
        return PageWalker.RESERVED_4M;
    }

    /** Whether an eight-byte entry is the last of its walk. */
    public boolean last(int shift, long entry) {
        return PageWalker.last(shift, entry);
    }

    /** Whether a four-byte entry of the page directory maps a page of 4 MiB. */
    public boolean maps4M(long entry) {
        return walker.maps4M(entry);
    }

    /** Physical address of the page of 4 MiB that a four-byte entry maps. */
    public long frame4M(long entry) {
        return PageWalker.frame4M(entry);
    }

    // ---- TLBs ----

    /** What the TLB of instructions or of data holds for an address. */
    public Optional<TlbEntry> cached(long linear, boolean instructions) {
        Tlb tlb = instructions ? code : data;
        int slot = Tlb.slot(linear);
        return controls.paging() && tlb.holds(slot, linear) ? Optional.of(tlb.entry(slot)) : Optional.empty();
    }

    /** Everything that the TLB of instructions or of data holds, by linear address. */
    public List<TlbEntry> cached(boolean instructions) {
        Tlb tlb = instructions ? code : data;
        List<TlbEntry> entries = new ArrayList<>();
        for (int slot = 0; slot < Tlb.ENTRIES; slot++) {
            if (tlb.filled(slot)) {
                entries.add(tlb.entry(slot));
            }
        }
        entries.sort((a, b) -> Long.compareUnsigned(a.linear(), b.linear()));
        return entries;
    }
}
