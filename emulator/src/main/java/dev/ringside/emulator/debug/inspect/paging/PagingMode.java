package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import dev.ringside.emulator.debug.inspect.layout.Layouts;

/** The ways in which linear addresses are translated (SDM vol. 3, 4.1.1). */
public enum PagingMode {
    /** Linear addresses are physical. */
    OFF("paging off", "", 32, 0, 0),
    /** 32-bit paging: two levels of four-byte entries, pages of 4 KiB and 4 MiB. */
    BITS_32("32-bit paging", "32", 32, 4, 22),
    /** PAE paging: three levels of eight-byte entries, pages of 4 KiB and 2 MiB. */
    PAE("PAE paging", "pae", 32, 8, 30),
    /** 4-level paging of IA-32e mode: pages of 4 KiB, 2 MiB and 1 GiB. */
    LEVEL_4("4-level paging", "64", 48, 8, 39);

    private final String title;
    private final String layouts;
    private final int linearBits;
    private final int entryBytes;
    private final int topShift;

    PagingMode(String title, String layouts, int linearBits, int entryBytes, int topShift) {
        this.title = title;
        this.layouts = layouts;
        this.linearBits = linearBits;
        this.entryBytes = entryBytes;
        this.topShift = topShift;
    }

    /** The mode a processor is in. */
    static PagingMode of(Cpu cpu) {
        if (!cpu.mmu.paging()) {
            return OFF;
        }
        return cpu.longMode() ? LEVEL_4 : (cpu.cr4 & Cpu.CR4_PAE) != 0 ? PAE : BITS_32;
    }

    /** The manual's name. */
    public String title() {
        return title;
    }

    /** How many bits of a linear address are translated. */
    public int linearBits() {
        return linearBits;
    }

    /** Bytes of an entry; 0 when paging is off. */
    public int entryBytes() {
        return entryBytes;
    }

    /** Position in the linear address of the index into the first table. */
    int topShift() {
        return topShift;
    }

    /** Entries of the table whose index stands at {@code shift}. */
    int entries(int shift) {
        return this == BITS_32 ? 1024 : this == PAE && shift == 30 ? 4 : 512;
    }

    /** The index at {@code shift} of a linear address. */
    int index(int shift, long linear) {
        return (int) (linear >>> shift) & entries(shift) - 1;
    }

    /** A linear address of which {@link #linearBits} bits are known, as software writes it. */
    long canonical(long linear) {
        return this == LEVEL_4 ? linear << 16 >> 16 : linear & 0xFFFFFFFFL;
    }

    /** What CR3 means. */
    public Layout cr3() {
        return Layouts.named("cr3." + (this == OFF ? "64" : layouts));
    }

    /**
     * What an entry means.
     *
     * @param level the level it stands on
     * @param last whether it maps a page
     */
    public Layout entry(Level level, boolean last) {
        String large = last && level != Level.PTE ? switch (level) {
            case PDPTE -> ".1g";
            default -> this == BITS_32 ? ".4m" : ".2m";
        } : "";
        return Layouts.named(layouts + "." + level.name().toLowerCase(java.util.Locale.ROOT) + large);
    }
}
