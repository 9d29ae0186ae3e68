package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/** CLI, STI, PUSHF, POPF, CLAC, STAC: whatever IOPL, CR4.VME, CR4.PVI have a say in (SDM vol. 2, tables 3-7, 4-16, 4-19). */
final class FlagInstructions {
    private static final int STATUS = Flags.ARITHMETIC | Flags.TF | Flags.DF | Flags.NT;

    private FlagInstructions() {}

    static void register(SemanticsTable table) {
        table.add("CLI", (cpu, insn) -> clearInterrupts(cpu));
        table.add("STI", (cpu, insn) -> enableInterrupts(cpu));
        for (String size : new String[] {"", "D", "Q"}) {
            table.add("PUSHF" + size, FlagInstructions::push);
            table.add("POPF" + size, FlagInstructions::pop);
        }
        table.add("CLAC", Guard.of((cpu, insn) -> cpu.setFlags(cpu.flags.value() & ~Flags.AC)));
        table.add("STAC", Guard.of((cpu, insn) -> cpu.setFlags(cpu.flags.value() | Flags.AC)));
    }

    /** Whether IF itself may be changed; otherwise true is not an answer but VIF or #GP(0) follows. */
    private static boolean ownsInterruptFlag(Cpu cpu) {
        return cpu.cpl <= cpu.flags.iopl();
    }

    private static void requireVirtualFlag(Cpu cpu) {
        boolean virtual = cpu.v86() ? (cpu.cr4 & Cpu.CR4_VME) != 0 : cpu.cpl == 3 && (cpu.cr4 & Cpu.CR4_PVI) != 0;
        if (!virtual) {
            throw cpu.protection();
        }
    }

    private static void clearInterrupts(Cpu cpu) {
        if (ownsInterruptFlag(cpu)) {
            cpu.setFlags(cpu.flags.value() & ~Flags.IF);
        } else {
            requireVirtualFlag(cpu);
            cpu.setFlags(cpu.flags.value() & ~Flags.VIF);
        }
    }

    private static void enableInterrupts(Cpu cpu) {
        if (!ownsInterruptFlag(cpu)) {
            requireVirtualFlag(cpu);
            if (cpu.flags.has(Flags.VIP)) {
                throw cpu.protection();
            }
            cpu.setFlags(cpu.flags.value() | Flags.VIF);
        } else if (!cpu.flags.has(Flags.IF)) {
            cpu.setFlags(cpu.flags.value() | Flags.IF);
            cpu.shadow = Cpu.SHADOW_STI;
            cpu.raise(Cpu.ATTENTION_SHADOW);
        }
    }

    private static void push(Cpu cpu, Instruction insn) {
        int bytes = insn.operandSize / 8;
        int value = cpu.flags.value();
        if (cpu.v86() && cpu.flags.iopl() < 3) {
            if ((cpu.cr4 & Cpu.CR4_VME) == 0 || bytes != 2) {
                throw cpu.protection();
            }
            value = VirtualInterrupts.pushed16(cpu);
        }
        cpu.push(bytes, value & ~(Flags.VM | Flags.RF));
    }

    private static void pop(Cpu cpu, Instruction insn) {
        int bytes = insn.operandSize / 8;
        int popped = (int) cpu.peek(bytes, 0);
        int value;
        if (cpu.v86() && cpu.flags.iopl() < 3) {
            if ((cpu.cr4 & Cpu.CR4_VME) == 0 || bytes != 2) {
                throw cpu.protection();
            }
            value = VirtualInterrupts.popped16(cpu, popped);
        } else {
            int writable = STATUS | (bytes == 2 ? 0 : Flags.AC | Flags.ID);
            if (ownsInterruptFlag(cpu)) {
                writable |= Flags.IF;
            }
            if (cpu.cpl == 0) {
                writable |= Flags.IOPL;
            }
            value = cpu.flags.value() & ~writable & ~Flags.RF | popped & writable;
        }
        cpu.setStackPointer(cpu.r[Cpu.RSP] + bytes);
        cpu.setFlags(value);
    }
}
