package dev.ringside.emulator.boot;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The state a CPU begins a guest in. What is not named here keeps its value after reset (Intel SDM volume 3, 9.1.1), above all
 * EDX, which holds the processor's signature, when {@link #general} does not name it.
 *
 * @param mode     the mode that the other fields add up to
 * @param rip      offset of the first instruction in CS
 * @param rflags   flags register
 * @param general  general registers with a defined value
 * @param segments all six segment registers
 * @param ldt      LDTR
 * @param task     TR
 * @param gdt      GDTR
 * @param idt      IDTR
 * @param control  control registers
 */
public record EntryState(
        Mode mode, long rip, long rflags, Map<GeneralRegister, Long> general, Map<SegmentRegister, SegmentState> segments,
        SegmentState ldt, SegmentState task, TableRegister gdt, TableRegister idt, Control control) {

    /** The modes a guest can begin in. */
    public enum Mode {
        /** Real mode. */
        REAL,
        /** 32-bit protected mode, paging off. */
        PROTECTED_32,
        /** 64-bit mode. */
        LONG_64
    }

    /**
     * The control registers.
     *
     * @param cr0  CR0
     * @param cr3  CR3, physical address of the top page table
     * @param cr4  CR4
     * @param efer IA32_EFER
     */
    public record Control(long cr0, long cr3, long cr4, long efer) {
    }

    private static final long FLAGS = 2;
    private static final long FLAGS_IF = 0x202;
    private static final long CR0_RESET = 0x6000_0010L;
    private static final long CR0_REAL = 0x10;
    private static final long CR0_PROTECTED = 0x11;
    /** PG, AM, WP, NE, ET, MP and PE: what Linux's own decompressor runs with. */
    private static final long CR0_LONG = 0x8005_0033L;
    private static final long CR4_PAE = 0x20;
    private static final long EFER_LME_LMA = 0x500;
    private static final TableRegister REAL_TABLE = new TableRegister(0, 0xFFFF);
    private static final TableRegister VECTORS = new TableRegister(0, 0x3FF);
    private static final TableRegister NO_IDT = new TableRegister(0, 0);

    /** Makes the maps unmodifiable. */
    public EntryState {
        general = Collections.unmodifiableMap(general.isEmpty() ? new EnumMap<>(GeneralRegister.class) : new EnumMap<>(general));
        segments = Collections.unmodifiableMap(new EnumMap<>(segments));
    }

    /** The state after reset: F000:FFF0 with CS based 64 KiB below 4 GiB (SDM volume 3, 9.1.4). */
    public static EntryState reset() {
        return new EntryState(Mode.REAL, 0xFFF0, FLAGS, Map.of(),
            allSegments(SegmentState.realAt(0xF000, 0xFFFF_0000L), SegmentState.real(0)),
            SegmentState.resetLdt(), SegmentState.resetTask(), REAL_TABLE, REAL_TABLE, new Control(CR0_RESET, 0, 0, 0));
    }

    /** Real mode as a BIOS leaves it, interrupts on, all segments at 0. */
    public static EntryState real(int ip, Map<GeneralRegister, Long> general) {
        return new EntryState(Mode.REAL, ip, FLAGS_IF, general, allSegments(SegmentState.real(0), SegmentState.real(0)),
            SegmentState.resetLdt(), SegmentState.resetTask(), REAL_TABLE, VECTORS, new Control(CR0_REAL, 0, 0, 0));
    }

    /** Protected mode with flat segments, paging and interrupts off, no interrupt table. */
    public static EntryState protected32(long eip, Map<GeneralRegister, Long> general, TableRegister gdt) {
        return new EntryState(Mode.PROTECTED_32, eip, FLAGS, general,
            allSegments(SegmentState.flatCode32(FlatGdt.CODE), SegmentState.flatData(FlatGdt.DATA)),
            SegmentState.resetLdt(), SegmentState.task(FlatGdt.TASK), gdt, NO_IDT, new Control(CR0_PROTECTED, 0, 0, 0));
    }

    /** 64-bit mode on the page tables at {@code cr3}, interrupts off, no interrupt table. */
    public static EntryState long64(long rip, Map<GeneralRegister, Long> general, TableRegister gdt, long cr3) {
        return new EntryState(Mode.LONG_64, rip, FLAGS, general,
            allSegments(SegmentState.code64(FlatGdt.CODE), SegmentState.flatData(FlatGdt.DATA)),
            SegmentState.resetLdt(), SegmentState.task(FlatGdt.TASK), gdt, NO_IDT,
            new Control(CR0_LONG, cr3, CR4_PAE, EFER_LME_LMA));
    }

    private static Map<SegmentRegister, SegmentState> allSegments(SegmentState code, SegmentState data) {
        var segments = new EnumMap<SegmentRegister, SegmentState>(SegmentRegister.class);
        for (var register : SegmentRegister.values()) {
            segments.put(register, register == SegmentRegister.CS ? code : data);
        }
        return segments;
    }
}
