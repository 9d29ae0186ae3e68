package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.Vector;

/**
 * A descriptor read from the GDT or LDT (SDM vol. 3, 3.4.5 and 5.8.3): an immutable copy of its first eight bytes, with the
 * upper eight of the 16-byte system descriptors of IA-32e mode.
 *
 * @param selector the selector it was found by, as given
 * @param address linear address in its table
 * @param raw first eight bytes
 * @param upper bytes 8-15 of a 16-byte descriptor, otherwise 0
 */
public record Descriptor(int selector, long address, long raw, long upper) {
    /** System descriptor types: the low five access bits, S clear. */
    public static final int TSS16 = 1, LDT = 2, TSS16_BUSY = 3, CALL_GATE16 = 4, TASK_GATE = 5, INTERRUPT_GATE16 = 6, TRAP_GATE16 = 7, TSS32 = 9,
            TSS32_BUSY = 0xB, CALL_GATE32 = 0xC, INTERRUPT_GATE32 = 0xE, TRAP_GATE32 = 0xF;

    /** Bit that tells a busy TSS from an available one, and a 32-bit TSS or gate from a 16-bit one. */
    public static final int BUSY = 2, WIDE = 8;

    private static final int TABLE_INDICATOR = 4;

    /** Whether a selector is one of the four null selectors. */
    public static boolean isNull(int selector) {
        return (selector & 0xFFFC) == 0;
    }

    /** The error code that names a selector: without RPL. */
    static int error(int selector) {
        return selector & 0xFFFC;
    }

    /** Linear address of the {@code size} bytes of a descriptor, or -1 when they lie outside their table. */
    public static long address(Cpu cpu, int selector, int size) {
        int offset = selector & 0xFFF8;
        if ((selector & TABLE_INDICATOR) != 0) {
            SegmentRegisters s = cpu.segments;
            boolean inside = s.usable(SegmentRegisters.LDTR) && offset + size - 1 <= s.limit[SegmentRegisters.LDTR];
            return inside ? system(cpu, s.base[SegmentRegisters.LDTR] + offset) : -1;
        }
        return offset + size - 1 <= cpu.gdtLimit ? system(cpu, cpu.gdtBase + offset) : -1;
    }

    /** A linear address of a system structure: 64 bits wide in IA-32e mode, whatever the code's mode. */
    static long system(Cpu cpu, long linear) {
        return cpu.longMode() ? linear : linear & 0xFFFFFFFFL;
    }

    /** Reads the descriptor, or returns null when it lies outside its table. */
    static Descriptor find(Cpu cpu, int selector) {
        long address = address(cpu, selector, 8);
        return address == -1 ? null : new Descriptor(selector, address, cpu.mmu.loadSystem(address, 8), 0);
    }

    /**
     * Reads the descriptor of a selector that is not null.
     *
     * @param vector raised when it lies outside its table
     * @param errorCode error code of that exception
     */
    static Descriptor read(Cpu cpu, int selector, Vector vector, int errorCode) {
        Descriptor d = find(cpu, selector);
        if (d == null) {
            throw cpu.fault(vector, errorCode);
        }
        return d;
    }

    /** This system descriptor with its upper half, which in IA-32e mode must lie inside the table too. */
    Descriptor expanded(Cpu cpu, Vector vector, int errorCode) {
        if (!cpu.longMode()) {
            return this;
        }
        if (address(cpu, selector, 16) == -1) {
            throw cpu.fault(vector, errorCode);
        }
        return new Descriptor(selector, address, raw, cpu.mmu.loadSystem(system(cpu, address + 8), 8));
    }

    /** Attributes in the layout of {@link SegmentRegisters#access}. */
    public int access() {
        return (int) (raw >>> 40) & 0xF0FF;
    }

    boolean has(int accessBits) {
        return (access() & accessBits) == accessBits;
    }

    /** Type and S bit: below 16 a system descriptor. */
    public int type() {
        return (int) (raw >>> 40) & 0x1F;
    }

    /** Descriptor privilege level. */
    public int dpl() {
        return (int) (raw >>> 45) & 3;
    }

    /** The P bit. */
    public boolean present() {
        return raw << 16 < 0;
    }

    int rpl() {
        return selector & 3;
    }

    boolean code() {
        return has(SegmentRegisters.S | SegmentRegisters.CODE);
    }

    boolean conforming() {
        return has(SegmentRegisters.CONFORMING);
    }

    boolean writableData() {
        int deciding = SegmentRegisters.S | SegmentRegisters.CODE | SegmentRegisters.WRITABLE;
        return (access() & deciding) == (SegmentRegisters.S | SegmentRegisters.WRITABLE);
    }

    /** Whether a data segment or a code segment that can be read. */
    boolean readable() {
        int a = access();
        return (a & SegmentRegisters.S) != 0 && (a & (SegmentRegisters.CODE | SegmentRegisters.READABLE)) != SegmentRegisters.CODE;
    }

    /** Base address; 64 bits with {@link #upper}. */
    public long base() {
        return raw >>> 16 & 0xFFFFFF | raw >>> 32 & 0xFF000000L | upper << 32;
    }

    /** Limit in bytes, granularity applied. */
    public long limit() {
        long limit = raw & 0xFFFF | raw >>> 32 & 0xF0000;
        return has(SegmentRegisters.G) ? limit << 12 | 0xFFF : limit;
    }

    // ---- gates ----

    /** Code or TSS selector of a gate. */
    public int gateSelector() {
        return (int) (raw >>> 16) & 0xFFFF;
    }

    /** Entry point of a gate: 16, 32 or (with {@link #upper}) 64 bits. */
    public long gateOffset() {
        long low = raw & 0xFFFF;
        return (type() & WIDE) == 0 ? low : low | raw >>> 32 & 0xFFFF0000L | upper << 32;
    }

    /** Number of parameters a call gate copies. */
    public int gateParameters() {
        return (int) (raw >>> 32) & 31;
    }

    /** Interrupt stack table index of an IA-32e gate. */
    public int gateStackIndex() {
        return (int) (raw >>> 32) & 7;
    }

    // ---- writing ----

    /** Sets the accessed bit in the table when it is clear. May fault; call before anything changes. */
    void markAccessed(Cpu cpu) {
        if (!has(SegmentRegisters.ACCESSED)) {
            writeAccessByte(cpu, (int) (raw >>> 40) & 0xFF | SegmentRegisters.ACCESSED);
        }
    }

    /** Sets or clears the busy bit of a TSS descriptor in the table. */
    void markBusy(Cpu cpu, boolean busy) {
        int old = (int) (raw >>> 40) & 0xFF;
        writeAccessByte(cpu, busy ? old | BUSY : old & ~BUSY);
    }

    /** Checks that {@link #markBusy} would succeed. */
    void checkWritable(Cpu cpu) {
        cpu.mmu.checkSystemStore(system(cpu, address + 5), 1);
    }

    private void writeAccessByte(Cpu cpu, int value) {
        cpu.mmu.storeSystem(system(cpu, address + 5), 1, value);
    }

    /** Loads segment register {@code index} with this code or data segment; {@link Cpu#updateMode} must follow. */
    void load(Cpu cpu, int index, int visibleSelector) {
        cpu.segments.set(index, visibleSelector, base(), limit(), access() | SegmentRegisters.ACCESSED);
    }
}
