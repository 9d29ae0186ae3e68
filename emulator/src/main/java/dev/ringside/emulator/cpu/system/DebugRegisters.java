package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/** DR0-DR7: moves, breakpoint conditions, what they report in DR6 (SDM vol. 3, 17.2). */
public final class DebugRegisters {
    /** DR6 bits: a debug register was accessed (BD), single step (BS), task switch (BT). */
    static final int ACCESS_DETECTED = 1 << 13, SINGLE_STEP = 1 << 14, TASK_SWITCH = 1 << 15;

    /** DR7.GD: the next access to a debug register faults. */
    static final int GENERAL_DETECT = 1 << 13;

    /** R/W field of a breakpoint: instruction, data writes, I/O (with CR4.DE), data reads and writes. */
    static final int EXECUTE = 0, WRITE = 1, IO = 2, READ_WRITE = 3;

    /** Bits of DR6 and DR7 that a write can change. */
    public static final long DR6_WRITABLE = 0xE00F, DR7_WRITABLE = 0xFFFF23FFL;

    private static final long DR6_ONES = 0xFFFF0FF0L, DR7_ONES = 0x400;
    private static final int ENABLES = 0xFF;

    private DebugRegisters() {}

    static void register(SemanticsTable table) {
        table.add("MOV_r32_DR", Guard.of(DebugRegisters::read)).add("MOV_r64_DR", Guard.of(DebugRegisters::read));
        table.add("MOV_DR_r32", Guard.of(DebugRegisters::write)).add("MOV_DR_r64", Guard.of(DebugRegisters::write));
    }

    // DR4 and DR5 are other names of DR6 and DR7, unless CR4.DE makes them undefined.
    private static int checkedNumber(Cpu cpu, Instruction insn) {
        int number = insn.reg;
        if (number > 7 || (number == 4 || number == 5) && (cpu.cr4 & Cpu.CR4_DE) != 0) {
            throw cpu.undefined();
        }
        if ((cpu.dr[7] & GENERAL_DETECT) != 0) {
            cpu.dr[6] |= ACCESS_DETECTED;
            throw cpu.fault(Vector.DB, 0);
        }
        return number == 4 || number == 5 ? number + 2 : number;
    }

    private static void read(Cpu cpu, Instruction insn) {
        int number = checkedNumber(cpu, insn);
        cpu.setRegister(insn.rm, cpu.codeSize == 64 ? 64 : 32, cpu.dr[number]);
    }

    private static void write(Cpu cpu, Instruction insn) {
        int number = checkedNumber(cpu, insn);
        long value = cpu.register(insn.rm, cpu.codeSize == 64 ? 64 : 32);
        if (number >= 6 && value >>> 32 != 0) {
            throw cpu.protection();
        }
        long old = cpu.dr[number];
        set(cpu, number, value);
        cpu.events.happened(Kind.DEBUG_WRITE, number, cpu.codeSize == 64 ? 8 : 4, value, old);
    }

    /** Sets a debug register (0-3, 6, 7); fixed bits keep their values. For the debugger too. */
    public static void set(Cpu cpu, int number, long value) {
        cpu.dr[number] = switch (number) {
            case 6 -> value & DR6_WRITABLE | DR6_ONES;
            case 7 -> value & DR7_WRITABLE | DR7_ONES;
            default -> value;
        };
        cpu.mmu.forgetFastPaths();
        if (watchesCode(cpu)) {
            cpu.raise(Cpu.ATTENTION_BREAKPOINTS);
        }
    }

    private static int kind(Cpu cpu, int number) {
        return (int) (cpu.dr[7] >>> 16 + number * 4) & 3;
    }

    /** Length in bytes of a breakpoint; the encoding 2 means 8. */
    private static int length(Cpu cpu, int number) {
        int field = (int) (cpu.dr[7] >>> 18 + number * 4) & 3;
        return field == 2 ? 8 : field + 1;
    }

    private static boolean enabled(Cpu cpu, int number) {
        return (cpu.dr[7] >>> number * 2 & 3) != 0;
    }

    /** Whether any instruction breakpoint is enabled. */
    static boolean watchesCode(Cpu cpu) {
        if ((cpu.dr[7] & ENABLES) == 0) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if (enabled(cpu, i) && kind(cpu, i) == EXECUTE) {
                return true;
            }
        }
        return false;
    }

    /** Whether the next instruction has a breakpoint that strikes now; DR6 then says which. */
    static boolean instructionBreakpoint(Cpu cpu) {
        if ((cpu.dr[7] & ENABLES) == 0 || cpu.flags.has(Flags.RF) || cpu.repeating || cpu.shadow == Cpu.SHADOW_MOV_SS) {
            return false;
        }
        long linear = cpu.segments.effectiveBase[Instruction.CS] + cpu.rip & cpu.linearMask;
        int hits = 0;
        for (int i = 0; i < 4; i++) {
            if (enabled(cpu, i) && kind(cpu, i) == EXECUTE && (cpu.dr[i] & cpu.linearMask) == linear) {
                hits |= 1 << i;
            }
        }
        cpu.dr[6] |= hits;
        return hits != 0;
    }

    /** Whether some byte of {@code size} bytes at {@code linear} has a data breakpoint of a kind in the mask. */
    static int dataHits(Cpu cpu, long linear, int size, boolean write) {
        int hits = 0;
        for (int i = 0; i < 4; i++) {
            int kind = kind(cpu, i);
            if (enabled(cpu, i) && (kind == READ_WRITE || kind == WRITE && write) && overlaps(cpu, i, linear, size)) {
                hits |= 1 << i;
            }
        }
        return hits;
    }

    /** Whether a data breakpoint lies on the page of {@code linear}. */
    static boolean watchesPage(Cpu cpu, long linear) {
        if ((cpu.dr[7] & ENABLES) == 0) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            boolean data = (kind(cpu, i) & 1) != 0;
            if (enabled(cpu, i) && data && (cpu.dr[i] & cpu.linearMask) >>> 12 == linear >>> 12) {
                return true;
            }
        }
        return false;
    }

    /** Makes I/O breakpoints on {@code size} bytes at {@code port} pending. */
    static void portAccessed(Cpu cpu, int port, int size) {
        if ((cpu.dr[7] & ENABLES) == 0 || (cpu.cr4 & Cpu.CR4_DE) == 0) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            if (enabled(cpu, i) && kind(cpu, i) == IO && overlaps(cpu, i, port, size)) {
                cpu.pendingDebug |= 1 << i;
                cpu.raise(Cpu.ATTENTION_DEBUG);
            }
        }
    }

    // The processor ignores the address bits below the breakpoint's length.
    private static boolean overlaps(Cpu cpu, int number, long at, int size) {
        int length = length(cpu, number);
        long start = cpu.dr[number] & cpu.linearMask & -length;
        return at < start + length && start < at + size;
    }
}
