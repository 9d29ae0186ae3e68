package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.isa.Instruction;

/**
 * The part of a 16- or 32-bit TSS that a task switch saves and loads (SDM vol. 3, figures 7-2 and 7-10), as read from memory.
 *
 * @param link previous task link
 * @param cr3 page directory base; meaningless in a 16-bit TSS
 * @param rip instruction pointer
 * @param flags EFLAGS
 * @param registers the eight general registers
 * @param selectors ES, CS, SS, DS, FS, GS, LDT; FS and GS of a 16-bit TSS are null
 * @param trap the T flag: debug exception after the switch
 */
record TaskState(int link, long cr3, long rip, int flags, long[] registers, int[] selectors, boolean trap) {
    /** Smallest limit of a TSS. */
    static final int LIMIT16 = 0x2B, LIMIT32 = 0x67;

    /** Where a value stands in a TSS of either kind. */
    private enum Field {
        RIP(0x20, 0x0E), FLAGS(0x24, 0x10), REGISTERS(0x28, 0x12), SELECTORS(0x48, 0x22);

        final int at32;
        final int at16;

        Field(int at32, int at16) {
            this.at32 = at32;
            this.at16 = at16;
        }

        int at(boolean wide) {
            return wide ? at32 : at16;
        }
    }

    private static final int CR3 = 0x1C, LDT32 = 0x60, LDT16 = 0x2A, TRAP = 0x64, SELECTORS16 = 4;

    /** A 16-bit TSS leaves the upper halves of the registers at ones, as processors do. */
    private static final long UPPER_HALF = 0xFFFF0000L;

    static TaskState read(Cpu cpu, long base, boolean wide) {
        int size = wide ? 4 : 2;
        long[] registers = new long[8];
        for (int i = 0; i < 8; i++) {
            registers[i] = load(cpu, base + Field.REGISTERS.at(wide) + i * size, size) | (wide ? 0 : UPPER_HALF);
        }
        int[] selectors = new int[7];
        for (int i = 0; i < (wide ? 6 : SELECTORS16); i++) {
            selectors[i] = (int) load(cpu, base + Field.SELECTORS.at(wide) + i * size, 2);
        }
        selectors[6] = (int) load(cpu, base + (wide ? LDT32 : LDT16), 2);
        return new TaskState((int) load(cpu, base, 2), wide ? load(cpu, base + CR3, 4) : 0, load(cpu, base + Field.RIP.at(wide), size),
                (int) load(cpu, base + Field.FLAGS.at(wide), size), registers, selectors, wide && (load(cpu, base + TRAP, 2) & 1) != 0);
    }

    private static long load(Cpu cpu, long linear, int size) {
        return cpu.mmu.loadSystem(Descriptor.system(cpu, linear), size);
    }

    private static void store(Cpu cpu, long linear, int size, long value) {
        cpu.mmu.storeSystem(Descriptor.system(cpu, linear), size, value);
    }

    /** Checks that {@link #save} would succeed. */
    static void checkSave(Cpu cpu, long base, boolean wide) {
        int from = Field.RIP.at(wide);
        int to = Field.SELECTORS.at(wide) + (wide ? 6 * 4 : SELECTORS16 * 2);
        cpu.mmu.checkSystemStore(Descriptor.system(cpu, base + from), to - from);
    }

    /** Saves the processor's state into the TSS of the task it leaves; rIP as it is, EFLAGS as given. */
    static void save(Cpu cpu, long base, boolean wide, int flags) {
        int size = wide ? 4 : 2;
        store(cpu, base + Field.RIP.at(wide), size, cpu.rip);
        store(cpu, base + Field.FLAGS.at(wide), size, flags);
        for (int i = 0; i < 8; i++) {
            store(cpu, base + Field.REGISTERS.at(wide) + i * size, size, cpu.r[i]);
        }
        for (int i = 0; i < (wide ? 6 : SELECTORS16); i++) {
            store(cpu, base + Field.SELECTORS.at(wide) + i * size, 2, cpu.segments.selector[i]);
        }
    }

    /** Writes the previous task link of the TSS at {@code base}. */
    static void setLink(Cpu cpu, long base) {
        store(cpu, base, 2, cpu.segments.selector[SegmentRegisters.TR]);
    }

    int ldt() {
        return selectors[6];
    }

    int cs() {
        return selectors[Instruction.CS];
    }
}
