package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuidFeature;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.Mmu;

/** MOV CRn, LMSW, SMSW, CLTS and the rules for what may be written (SDM vol. 3, 2.5 and 4.1; vol. 2, MOV CR). */
public final class ControlRegisters {
    /** Bits of CR0 that are defined. */
    public static final long CR0_DEFINED = 0xE005003FL;

    private static final long CR0_MACHINE_STATUS = 0xF;
    private static final long PHYSICAL_MASK = (1L << Mmu.PHYSICAL_BITS) - 1;

    private ControlRegisters() {}

    static void register(SemanticsTable table) {
        for (String width : new String[] {"r32", "r64"}) {
            table.add("MOV_" + width + "_CR", Guard.of(ControlRegisters::read));
            table.add("MOV_CR_" + width, Guard.of(ControlRegisters::write));
        }
        table.add("SMSW", ControlRegisters::storeMachineStatus);
        table.add("LMSW", Guard.of(ControlRegisters::loadMachineStatus));
        table.add("CLTS", Guard.of(ControlRegisters::clearTaskSwitched));
    }

    private static void clearTaskSwitched(Cpu cpu, Instruction insn) {
        long old = cpu.cr0;
        change(cpu, cpu.cr0 & ~Cpu.CR0_TS, cpu.cr4);
        written(cpu, 0, cpu.cr0, old);
    }

    private static void written(Cpu cpu, int number, long value, long old) {
        cpu.events.happened(Kind.CONTROL_WRITE, number, width(cpu) / 8, number == 0 ? value & 0xFFFFFFFFL : value, old);
    }

    private static int width(Cpu cpu) {
        return cpu.codeSize == 64 ? 64 : 32;
    }

    private static void read(Cpu cpu, Instruction insn) {
        cpu.setRegister(insn.rm, width(cpu), value(cpu, insn.reg));
    }

    private static long value(Cpu cpu, int number) {
        return switch (number) {
            case 0 -> cpu.cr0 & 0xFFFFFFFFL;
            case 2 -> cpu.cr2;
            case 3 -> cpu.cr3;
            case 4 -> cpu.cr4;
            case 8 -> cpu.interrupts.taskPriority();
            default -> throw cpu.undefined();
        };
    }

    private static void write(Cpu cpu, Instruction insn) {
        long value = cpu.register(insn.rm, width(cpu));
        long old = value(cpu, insn.reg);
        switch (insn.reg) {
            case 0 -> setCr0(cpu, value);
            case 2 -> cpu.cr2 = value;
            case 3 -> setCr3(cpu, value);
            case 4 -> setCr4(cpu, value);
            case 8 -> setCr8(cpu, value);
            default -> throw cpu.undefined();
        }
        written(cpu, insn.reg, value, old);
    }

    private static void change(Cpu cpu, long cr0, long cr4) {
        cpu.setControl(cr0, cpu.cr3, cr4, cpu.efer, false);
    }

    /** Whether page-directory-pointer entries are kept in registers: PAE paging outside IA-32e mode. */
    static boolean paePaging(Cpu cpu) {
        return paePaging(cpu.cr0, cpu.cr4, cpu.efer);
    }

    /** Whether these values mean PAE paging outside IA-32e mode. */
    public static boolean paePaging(long cr0, long cr4, long efer) {
        return (cr0 & Cpu.CR0_PG) != 0 && (cr4 & Cpu.CR4_PAE) != 0 && (efer & Cpu.EFER_LMA) == 0;
    }

    private static void require(Cpu cpu, boolean allowed) {
        if (!allowed) {
            throw cpu.protection();
        }
    }

    /** Writes CR0 with the checks of MOV CR0, entering or leaving IA-32e mode when EFER.LME is set. */
    static void setCr0(Cpu cpu, long value) {
        require(cpu, value >>> 32 == 0);
        long cr0 = value & CR0_DEFINED | Cpu.CR0_ET;
        boolean paging = (cr0 & Cpu.CR0_PG) != 0;
        require(cpu, !paging || (cr0 & Cpu.CR0_PE) != 0);
        require(cpu, (cr0 & Cpu.CR0_NW) == 0 || (cr0 & Cpu.CR0_CD) != 0);
        long efer = cpu.efer;
        boolean turnsOn = paging && (cpu.cr0 & Cpu.CR0_PG) == 0;
        boolean turnsOff = !paging && (cpu.cr0 & Cpu.CR0_PG) != 0;
        if (turnsOn && (efer & Cpu.EFER_LME) != 0) {
            boolean ready = (cpu.cr4 & Cpu.CR4_PAE) != 0 && (cpu.segments.access[Instruction.CS] & SegmentRegisters.L) == 0
                    && (cpu.segments.access[SegmentRegisters.TR] & Descriptor.WIDE) != 0;
            require(cpu, ready);
            efer |= Cpu.EFER_LMA;
        }
        if (turnsOff) {
            require(cpu, cpu.codeSize != 64);
            efer &= ~Cpu.EFER_LMA;
        }
        boolean pointersChange = ((cr0 ^ cpu.cr0) & (Cpu.CR0_PG | Cpu.CR0_CD | Cpu.CR0_NW)) != 0;
        require(cpu, !(pointersChange && paePaging(cr0, cpu.cr4, efer)) || cpu.mmu.loadPdptes(cpu.cr3));
        cpu.setControl(cr0, cpu.cr3, cpu.cr4, efer, false);
    }

    private static void setCr3(Cpu cpu, long value) {
        require(cpu, !cpu.longMode() || (value & ~PHYSICAL_MASK) == 0);
        require(cpu, !paePaging(cpu) || cpu.mmu.loadPdptes(value));
        cpu.setControl(cpu.cr0, value, cpu.cr4, cpu.efer, true);
    }

    private static void setCr4(Cpu cpu, long value) {
        require(cpu, (value & ~permittedCr4(cpu)) == 0);
        require(cpu, !cpu.longMode() || (value & Cpu.CR4_PAE) != 0);
        long pointerBits = Cpu.CR4_PAE | Cpu.CR4_PSE | Cpu.CR4_PGE | Cpu.CR4_SMEP;
        boolean pointersChange = ((value ^ cpu.cr4) & pointerBits) != 0;
        require(cpu, !(pointersChange && paePaging(cpu.cr0, value, cpu.efer)) || cpu.mmu.loadPdptes(cpu.cr3));
        change(cpu, cpu.cr0, value);
    }

    /** CR4 bits that the processor's features allow to be set; PCE has no feature bit, and no counters to give access to. */
    public static long permittedCr4(Cpu cpu) {
        long allowed = Cpu.CR4_PCE;
        for (CpuidFeature feature : cpu.model.cpuid()) {
            allowed |= feature.cr4;
        }
        return allowed;
    }

    /** EFER bits that the processor's features allow to be set; LMA, which the processor sets, is not one of them. */
    public static long permittedEfer(Cpu cpu) {
        long allowed = 0;
        for (CpuidFeature feature : cpu.model.cpuid()) {
            allowed |= feature.efer;
        }
        return allowed;
    }

    private static void setCr8(Cpu cpu, long value) {
        require(cpu, value >>> 4 == 0);
        cpu.interrupts.setTaskPriority((int) value);
    }

    private static void storeMachineStatus(Cpu cpu, Instruction insn) {
        checkInformation(cpu);
        if (insn.memory) {
            cpu.mmu.store16(cpu.writeAddress(insn, 2), (int) cpu.cr0);
        } else {
            cpu.setRegister(insn.rm, insn.operandSize, cpu.cr0 & 0xFFFFFFFFL);
        }
    }

    /** #GP(0) for SGDT, SIDT, SLDT, STR and SMSW outside CPL 0 while CR4.UMIP is set. */
    static void checkInformation(Cpu cpu) {
        if ((cpu.cr4 & Cpu.CR4_UMIP) != 0 && cpu.cpl > 0) {
            throw cpu.protection();
        }
    }

    // LMSW can set PE but not clear it.
    private static void loadMachineStatus(Cpu cpu, Instruction insn) {
        long status = Operands.read(cpu, insn, 0) & CR0_MACHINE_STATUS | cpu.cr0 & Cpu.CR0_PE;
        long old = cpu.cr0;
        setCr0(cpu, cpu.cr0 & 0xFFFFFFFFL & ~CR0_MACHINE_STATUS | status);
        written(cpu, 0, cpu.cr0, old);
    }

    /** Writes EFER with the checks of WRMSR; LMA cannot be written. */
    static void setEfer(Cpu cpu, long value) {
        long efer = value & ~Cpu.EFER_LMA;
        require(cpu, (efer & ~permittedEfer(cpu)) == 0);
        boolean changesLongMode = ((efer ^ cpu.efer) & Cpu.EFER_LME) != 0;
        require(cpu, !changesLongMode || (cpu.cr0 & Cpu.CR0_PG) == 0);
        cpu.setControl(cpu.cr0, cpu.cr3, cpu.cr4, efer | cpu.efer & Cpu.EFER_LMA, false);
    }
}
