package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/** SYSENTER, SYSEXIT, SYSCALL, SYSRET, SWAPGS (SDM vol. 2; vol. 3, 5.8.7 and 5.8.8). Segments get fixed contents, no table is read. */
final class FastSystemCalls {
    private static final int CODE = SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.CODE | SegmentRegisters.READABLE
            | SegmentRegisters.ACCESSED | SegmentRegisters.G;
    private static final int STACK = SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.WRITABLE | SegmentRegisters.ACCESSED
            | SegmentRegisters.G | SegmentRegisters.DB;
    private static final long FLAT_LIMIT = 0xFFFFFFFFL;

    /** RFLAGS bits that SYSRET takes from R11. */
    private static final int SYSRET_FLAGS = 0x3C7FD7;

    private static final int R11 = 11;

    private FastSystemCalls() {}

    static void register(SemanticsTable table) {
        table.add("SYSENTER", (cpu, insn) -> systemEnter(cpu));
        table.add("SYSEXIT", (cpu, insn) -> systemExit(cpu, false));
        table.add("SYSEXITQ", (cpu, insn) -> systemExit(cpu, true));
        table.add("SYSCALL", (cpu, insn) -> systemCall(cpu));
        table.add("SYSRET", (cpu, insn) -> systemReturn(cpu, false));
        table.add("SYSRETQ", (cpu, insn) -> systemReturn(cpu, true));
        table.add("SWAPGS", Guard.of((cpu, insn) -> swapGs(cpu)));
    }

    /** Loads flat CS and SS of privilege {@code level}: DPL and RPL follow it. {@link Cpu#updateMode} must follow. */
    private static void loadFlat(Cpu cpu, int code, int stack, int level, boolean sixtyFour) {
        int dpl = level << 5;
        int size = sixtyFour ? SegmentRegisters.L : SegmentRegisters.DB;
        cpu.segments.set(Instruction.CS, code & 0xFFFC | level, 0, FLAT_LIMIT, CODE | size | dpl);
        cpu.segments.set(Instruction.SS, stack & 0xFFFC | level, 0, FLAT_LIMIT, STACK | dpl);
        cpu.cpl = level;
    }

    private static void systemEnter(Cpu cpu) {
        int selector = (int) Msr.SYSENTER_CS.get(cpu) & 0xFFFC;
        if (!cpu.protectedMode() || selector == 0) {
            throw cpu.protection();
        }
        boolean wide = cpu.longMode();
        long mask = wide ? -1L : 0xFFFFFFFFL;
        cpu.setFlags(cpu.flags.value() & ~(Flags.VM | Flags.IF | Flags.RF));
        loadFlat(cpu, selector, selector + 8, 0, wide);
        cpu.r[Cpu.RSP] = Msr.SYSENTER_ESP.get(cpu) & mask;
        cpu.rip = Msr.SYSENTER_EIP.get(cpu) & mask;
        cpu.updateMode();
    }

    private static void systemExit(Cpu cpu, boolean sixtyFour) {
        int selector = (int) Msr.SYSENTER_CS.get(cpu) & 0xFFFC;
        if (!cpu.protectedMode() || cpu.cpl != 0 || selector == 0) {
            throw cpu.protection();
        }
        long rsp = cpu.r[Cpu.RCX];
        long rip = cpu.r[Cpu.RDX];
        if (sixtyFour && !(Cpu.canonical(rsp) && Cpu.canonical(rip))) {
            throw cpu.protection();
        }
        int base = selector + (sixtyFour ? 32 : 16);
        loadFlat(cpu, base, base + 8, 3, sixtyFour);
        cpu.r[Cpu.RSP] = sixtyFour ? rsp : rsp & 0xFFFFFFFFL;
        cpu.rip = sixtyFour ? rip : rip & 0xFFFFFFFFL;
        cpu.updateMode();
    }

    private static void systemCall(Cpu cpu) {
        if ((cpu.efer & Cpu.EFER_SCE) == 0 || cpu.codeSize != 64) {
            throw cpu.undefined();
        }
        int flags = cpu.flags.value();
        int selector = (int) (Msr.STAR.get(cpu) >>> 32);
        cpu.r[Cpu.RCX] = cpu.rip;
        cpu.r[R11] = flags & 0xFFFFFFFFL;
        loadFlat(cpu, selector, selector + 8, 0, true);
        cpu.rip = Msr.LSTAR.get(cpu);
        cpu.setFlags(flags & ~(int) Msr.FMASK.get(cpu) & ~Flags.RF);
        // A masked TF also discards the trap of SYSCALL itself, or kernels would be entered with one pending.
        cpu.stepDiscarded |= !cpu.flags.has(Flags.TF);
        cpu.updateMode();
    }

    private static void systemReturn(Cpu cpu, boolean sixtyFour) {
        if ((cpu.efer & Cpu.EFER_SCE) == 0 || cpu.codeSize != 64) {
            throw cpu.undefined();
        }
        Guard.ring0(cpu);
        long rip = cpu.r[Cpu.RCX];
        if (sixtyFour && !Cpu.canonical(rip)) {
            throw cpu.protection();
        }
        int selector = (int) (Msr.STAR.get(cpu) >>> 48);
        loadFlat(cpu, selector + (sixtyFour ? 16 : 0), selector + 8, 3, sixtyFour);
        cpu.rip = sixtyFour ? rip : rip & 0xFFFFFFFFL;
        cpu.setFlags((int) cpu.r[R11] & SYSRET_FLAGS | Flags.ONE);
        // Unlike IRET, SYSRET traps at once when it sets TF.
        if (cpu.flags.has(Flags.TF)) {
            cpu.pendingDebug |= DebugRegisters.SINGLE_STEP;
            cpu.raise(Cpu.ATTENTION_DEBUG);
        }
        cpu.updateMode();
    }

    private static void swapGs(Cpu cpu) {
        long old = cpu.segments.base[Instruction.GS];
        cpu.segments.base[Instruction.GS] = Msr.KERNEL_GS_BASE.get(cpu);
        Msr.KERNEL_GS_BASE.set(cpu, old);
        cpu.updateDataSegments();
    }
}
