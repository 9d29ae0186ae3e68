package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/** IRET, IRETD and IRETQ in every mode (SDM vol. 2, IRET; vol. 3, 20.2.3 and 20.3.3). */
final class InterruptReturn {
    private static final int STATUS = Flags.ARITHMETIC | Flags.TF | Flags.DF | Flags.NT;
    private static final int UPPER = Flags.RF | Flags.AC | Flags.ID;

    private InterruptReturn() {}

    static void register(SemanticsTable table) {
        for (String mnemonic : new String[] {"IRET", "IRETD", "IRETQ"}) {
            table.add(mnemonic, InterruptReturn::execute);
        }
    }

    private static void execute(Cpu cpu, Instruction insn) {
        int bytes = insn.operandSize / 8;
        if (cpu.v86()) {
            fromVirtual(cpu, bytes);
        } else if (!cpu.protectedMode()) {
            inReal(cpu, bytes, STATUS | Flags.IF | Flags.IOPL | (bytes == 2 ? 0 : UPPER));
        } else if (cpu.flags.has(Flags.NT)) {
            if (cpu.longMode()) {
                throw cpu.protection();
            }
            TaskSwitch.back(cpu);
        } else {
            inProtected(cpu, bytes);
        }
        cpu.nmiBlocked = false;
    }

    private static int merge(Cpu cpu, int popped, int writable) {
        return cpu.flags.value() & ~writable & ~Flags.RF | popped & writable;
    }

    private static void inReal(Cpu cpu, int bytes, int writable) {
        long rip = cpu.peek(bytes, 0);
        int selector = (int) cpu.peek(bytes, bytes) & 0xFFFF;
        int flags = merge(cpu, (int) cpu.peek(bytes, 2 * bytes), writable);
        enterReal(cpu, bytes, rip, selector, flags);
    }

    private static void enterReal(Cpu cpu, int bytes, long rip, int selector, int flags) {
        CodeSegments.checkReal(cpu, rip);
        cpu.setStackPointer(cpu.r[Cpu.RSP] + 3 * bytes);
        CodeSegments.enterReal(cpu, selector, rip);
        cpu.setFlags(flags);
    }

    private static void fromVirtual(Cpu cpu, int bytes) {
        if (cpu.flags.iopl() == 3) {
            inReal(cpu, bytes, STATUS | Flags.IF | (bytes == 2 ? 0 : UPPER));
            return;
        }
        if ((cpu.cr4 & Cpu.CR4_VME) == 0 || bytes != 2) {
            throw cpu.protection();
        }
        long rip = cpu.peek(2, 0);
        int selector = (int) cpu.peek(2, 2);
        int popped = (int) cpu.peek(2, 4);
        enterReal(cpu, 2, rip, selector, VirtualInterrupts.popped16(cpu, popped));
    }

    private static void inProtected(Cpu cpu, int bytes) {
        int popped = (int) cpu.peek(bytes, 2 * bytes);
        int selector = FarReturns.selector(cpu, bytes);
        long rip = cpu.peek(bytes, 0);
        if (bytes == 4 && cpu.cpl == 0 && !cpu.longMode() && (popped & Flags.VM) != 0) {
            toVirtual(cpu, rip, selector, popped);
            return;
        }
        Descriptor code = CodeSegments.read(cpu, selector);
        CodeSegments.checkReturn(cpu, code);
        int flags = merge(cpu, popped, writable(cpu, bytes));
        // 64-bit mode pops SS:RSP whatever the level returned to.
        if (cpu.codeSize == 64 || code.rpl() != cpu.cpl) {
            int ss = FarReturns.selector(cpu, 4 * bytes);
            long sp = cpu.peek(bytes, 3 * bytes);
            Descriptor stack = FarReturns.outerStack(cpu, code, ss);
            CodeSegments.checkOffset(cpu, code, rip);
            code.markAccessed(cpu);
            FarReturns.toOuter(cpu, code, rip, stack, ss, sp);
        } else {
            CodeSegments.checkOffset(cpu, code, rip);
            code.markAccessed(cpu);
            cpu.setStackPointer(cpu.r[Cpu.RSP] + 3 * bytes);
            CodeSegments.enter(cpu, code, cpu.cpl, rip);
        }
        cpu.setFlags(flags);
        cpu.updateMode();
    }

    private static int writable(Cpu cpu, int bytes) {
        int mask = STATUS | (bytes == 2 ? 0 : UPPER);
        if (cpu.cpl <= cpu.flags.iopl()) {
            mask |= Flags.IF;
        }
        if (cpu.cpl == 0) {
            mask |= Flags.IOPL | (bytes == 2 ? 0 : Flags.VIF | Flags.VIP);
        }
        return mask;
    }

    private static void toVirtual(Cpu cpu, long rip, int selector, int popped) {
        long sp = cpu.peek(4, 12);
        int ss = (int) cpu.peek(4, 16) & 0xFFFF;
        int es = (int) cpu.peek(4, 20) & 0xFFFF;
        int ds = (int) cpu.peek(4, 24) & 0xFFFF;
        int fs = (int) cpu.peek(4, 28) & 0xFFFF;
        int gs = (int) cpu.peek(4, 32) & 0xFFFF;
        if (rip > 0xFFFF) {
            throw cpu.protection();
        }
        SegmentLoading.loadVirtual(cpu, Instruction.CS, selector);
        SegmentLoading.loadVirtual(cpu, Instruction.SS, ss);
        SegmentLoading.loadVirtual(cpu, Instruction.ES, es);
        SegmentLoading.loadVirtual(cpu, Instruction.DS, ds);
        SegmentLoading.loadVirtual(cpu, Instruction.FS, fs);
        SegmentLoading.loadVirtual(cpu, Instruction.GS, gs);
        cpu.r[Cpu.RSP] = sp & 0xFFFFFFFFL;
        cpu.rip = rip;
        cpu.cpl = 3;
        int all = STATUS | UPPER | Flags.IF | Flags.IOPL | Flags.VM | Flags.VIF | Flags.VIP;
        cpu.setFlags(merge(cpu, popped, all));
        cpu.updateMode();
    }
}
