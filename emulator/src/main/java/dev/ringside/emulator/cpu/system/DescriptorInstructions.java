package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/** Loads and stores of GDTR, IDTR, LDTR and TR (SDM vol. 2, LGDT, SGDT, LLDT, LTR and their kin). */
final class DescriptorInstructions {
    private static final long BASE_OF_16_BIT_OPERAND = 0xFFFFFF;

    private DescriptorInstructions() {}

    static void register(SemanticsTable table) {
        table.add("SGDT", (cpu, insn) -> storeTable(cpu, insn, cpu.gdtLimit, cpu.gdtBase));
        table.add("SIDT", (cpu, insn) -> storeTable(cpu, insn, cpu.idtLimit, cpu.idtBase));
        table.add("LGDT", Guard.of((cpu, insn) -> loadTable(cpu, insn, true)));
        table.add("LIDT", Guard.of((cpu, insn) -> loadTable(cpu, insn, false)));
        table.add("SLDT", Guard.of((cpu, insn) -> storeSelector(cpu, insn, SegmentRegisters.LDTR)));
        table.add("STR", Guard.of((cpu, insn) -> storeSelector(cpu, insn, SegmentRegisters.TR)));
        table.add("LLDT", Guard.of((cpu, insn) -> loadLdt(cpu, selector(cpu, insn))));
        table.add("LTR", Guard.of((cpu, insn) -> loadTask(cpu, selector(cpu, insn))));
    }

    private static int selector(Cpu cpu, Instruction insn) {
        return (int) Operands.read(cpu, insn, 0) & 0xFFFF;
    }

    private static void storeTable(Cpu cpu, Instruction insn, int limit, long base) {
        ControlRegisters.checkInformation(cpu);
        int bytes = cpu.codeSize == 64 ? 8 : 4;
        long offset = cpu.offset(insn);
        long limitAt = cpu.linear(insn.segment, offset, 2, true);
        long baseAt = cpu.linear(insn.segment, offset + 2 & insn.addressMask(), bytes, true);
        cpu.mmu.checkStore(limitAt, 2);
        cpu.mmu.checkStore(baseAt, bytes);
        cpu.mmu.store16(limitAt, limit);
        cpu.mmu.store(baseAt, bytes, base);
    }

    private static void loadTable(Cpu cpu, Instruction insn, boolean gdt) {
        int bytes = cpu.codeSize == 64 ? 8 : 4;
        long offset = cpu.offset(insn);
        int limit = cpu.mmu.load16(cpu.linear(insn.segment, offset, 2, false));
        long base = cpu.mmu.load(cpu.linear(insn.segment, offset + 2 & insn.addressMask(), bytes, false), bytes);
        if (bytes == 8 && !Cpu.canonical(base)) {
            throw cpu.protection();
        }
        if (bytes == 4 && insn.operandSize == 16) {
            base &= BASE_OF_16_BIT_OPERAND;
        }
        if (gdt) {
            cpu.gdtBase = base;
            cpu.gdtLimit = limit;
        } else {
            cpu.idtBase = base;
            cpu.idtLimit = limit;
        }
    }

    // In memory a selector is always 16 bits wide; in a register it is zero-extended to the operand size.
    private static void storeSelector(Cpu cpu, Instruction insn, int register) {
        ControlRegisters.checkInformation(cpu);
        int selector = cpu.segments.selector[register];
        if (insn.memory) {
            cpu.mmu.store16(cpu.writeAddress(insn, 2), selector);
        } else {
            cpu.setRegister(insn.rm, insn.operandSize, selector);
        }
    }

    private static void loadLdt(Cpu cpu, int selector) {
        if (Descriptor.isNull(selector)) {
            cpu.segments.set(SegmentRegisters.LDTR, selector, 0, 0, 0);
            return;
        }
        Descriptor ldt = system(cpu, selector);
        if (ldt.type() != Descriptor.LDT) {
            throw cpu.fault(Vector.GP, Descriptor.error(selector));
        }
        checkPresent(cpu, ldt);
        cpu.segments.set(SegmentRegisters.LDTR, selector, ldt.base(), ldt.limit(), ldt.access());
    }

    private static void loadTask(Cpu cpu, int selector) {
        if (Descriptor.isNull(selector)) {
            throw cpu.protection();
        }
        Descriptor tss = system(cpu, selector);
        boolean available = tss.type() == Descriptor.TSS32 || tss.type() == Descriptor.TSS16 && !cpu.longMode();
        if (!available) {
            throw cpu.fault(Vector.GP, Descriptor.error(selector));
        }
        checkPresent(cpu, tss);
        tss.markBusy(cpu, true);
        cpu.segments.set(SegmentRegisters.TR, selector, tss.base(), tss.limit(), tss.access() | Descriptor.BUSY);
    }

    // LDT and TSS descriptors live in the GDT, 16 bytes long in IA-32e mode.
    private static Descriptor system(Cpu cpu, int selector) {
        int error = Descriptor.error(selector);
        if ((selector & 4) != 0) {
            throw cpu.fault(Vector.GP, error);
        }
        Descriptor d = Descriptor.read(cpu, selector, Vector.GP, error).expanded(cpu, Vector.GP, error);
        if (!Cpu.canonical(d.base())) {
            throw cpu.fault(Vector.GP, error);
        }
        return d;
    }

    private static void checkPresent(Cpu cpu, Descriptor d) {
        if (!d.present()) {
            throw cpu.fault(Vector.NP, Descriptor.error(d.selector()));
        }
    }
}
