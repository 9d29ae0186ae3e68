package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.cpu.Cpu;
import java.util.List;

/** Address translation of one processor, to look at. Belongs to the machine's thread; what it answers belongs to anybody. */
public final class PageTables {
    private final Cpu cpu;

    /** Those of a processor. */
    public PageTables(Cpu cpu) {
        this.cpu = cpu;
    }

    /** The paging mode. */
    public PagingMode mode() {
        return PagingMode.of(cpu);
    }

    /** CR3. */
    public long cr3() {
        return cpu.cr3;
    }

    /** Walks for a linear address; outside IA-32e mode its upper half is ignored. */
    public Walk walk(long linear) {
        return new Walks(cpu).current(linear);
    }

    /** Walks through the page tables that {@code cr3} would select. PAE paging's PDPTE registers are not looked at, but the entries in memory. */
    public Walk walk(long linear, long cr3) {
        return new Walks(cpu).from(linear, cr3);
    }

    /** What is mapped. */
    public AddressSpace space() {
        return space(cpu.cr3, true, 0, -1);
    }

    /** What is mapped from one linear address to another, both canonical; pages that lie partly inside are whole. */
    public AddressSpace space(long first, long last) {
        return space(cpu.cr3, true, first, last);
    }

    /** What another value of CR3 would map. */
    public AddressSpace spaceOf(long cr3) {
        return space(cr3, false, 0, -1);
    }

    private AddressSpace space(long cr3, boolean current, long first, long last) {
        RegionScan scan = new RegionScan(cpu, first, last).scan(cr3, current);
        return new AddressSpace(PagingMode.of(cpu), cr3, cpu.instructions, scan, cpu.mmu.view);
    }

    /** What the TLBs hold for a linear address. */
    public TlbLookup tlb(long linear) {
        Walk tables = walk(linear);
        return new TlbReader(cpu).lookup(tables.linear(), tables);
    }

    /** Everything that the TLB of instructions, or of data, holds. */
    public List<CachedTranslation> tlb(boolean instructions) {
        return new TlbReader(cpu).all(instructions);
    }

    /** An entry as it would be on a level of the current paging mode: its bits explained without a walk. */
    public WalkStep entry(Level level, long value) {
        return new EntryReader(cpu).entry(level, value);
    }
}
