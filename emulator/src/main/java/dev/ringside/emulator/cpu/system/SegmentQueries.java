package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/** LAR, LSL, VERR, VERW, ARPL: questions about selectors, answered in ZF (SDM vol. 2; vol. 3, 5.10). */
final class SegmentQueries {
    /** System descriptor types that LAR and LSL know, as bits; outside IA-32e mode and in it. */
    private static final int LAR_TYPES = types(1, 2, 3, 4, 5, 9, 0xB, 0xC), LAR_TYPES_64 = types(2, 9, 0xB, 0xC),
            LSL_TYPES = types(1, 2, 3, 9, 0xB), LSL_TYPES_64 = types(2, 9, 0xB);

    /** Second doubleword of a descriptor without base bits and limit: what LAR returns (limit 19:16 stays, as on processors). */
    private static final long ACCESS_RIGHTS = 0x00FFFF00L;

    private SegmentQueries() {}

    static void register(SemanticsTable table) {
        table.add("LAR", Guard.of(SegmentQueries::accessRights));
        table.add("LSL", Guard.of(SegmentQueries::limit));
        table.add("VERR", Guard.of((cpu, insn) -> verify(cpu, insn, false)));
        table.add("VERW", Guard.of((cpu, insn) -> verify(cpu, insn, true)));
        table.add("ARPL", Guard.of(SegmentQueries::adjustLevel));
    }

    private static int types(int... numbers) {
        int mask = 0;
        for (int number : numbers) {
            mask |= 1 << number;
        }
        return mask;
    }

    private static int selector(Cpu cpu, Instruction insn, int operand) {
        return (int) Operands.read(cpu, insn, operand) & 0xFFFF;
    }

    /** The descriptor when {@code selector} names one that the current level may see; otherwise null. */
    private static Descriptor visible(Cpu cpu, int selector, int systemTypes) {
        if (Descriptor.isNull(selector)) {
            return null;
        }
        Descriptor d = Descriptor.find(cpu, selector);
        if (d == null || (d.access() & SegmentRegisters.S) == 0 && (systemTypes >>> d.type() & 1) == 0) {
            return null;
        }
        if (cpu.longMode() && (d.access() & SegmentRegisters.S) == 0 && Descriptor.address(cpu, selector, 16) == -1) {
            return null;
        }
        boolean anyLevel = d.code() && d.conforming();
        return anyLevel || d.dpl() >= cpu.cpl && d.dpl() >= d.rpl() ? d : null;
    }

    private static void answer(Cpu cpu, Instruction insn, Descriptor d, long value) {
        if (d != null) {
            cpu.setRegister(insn.reg, insn.operandSize, value);
        }
        cpu.flags.setZf(d != null);
    }

    private static void accessRights(Cpu cpu, Instruction insn) {
        Descriptor d = visible(cpu, selector(cpu, insn, 1), cpu.longMode() ? LAR_TYPES_64 : LAR_TYPES);
        answer(cpu, insn, d, d == null ? 0 : d.raw() >>> 32 & ACCESS_RIGHTS);
    }

    private static void limit(Cpu cpu, Instruction insn) {
        Descriptor d = visible(cpu, selector(cpu, insn, 1), cpu.longMode() ? LSL_TYPES_64 : LSL_TYPES);
        answer(cpu, insn, d, d == null ? 0 : d.limit());
    }

    private static void verify(Cpu cpu, Instruction insn, boolean write) {
        Descriptor d = visible(cpu, selector(cpu, insn, 0), 0);
        cpu.flags.setZf(d != null && (write ? d.writableData() : d.readable()));
    }

    private static void adjustLevel(Cpu cpu, Instruction insn) {
        // A selector that stays is not written: it may lie in a page that can only be read.
        int level = selector(cpu, insn, 1) & 3;
        int old = selector(cpu, insn, 0);
        boolean raised = (old & 3) < level;
        if (raised) {
            Operands.write(cpu, insn, 0, old & ~3 | level);
        }
        cpu.flags.setZf(raised);
    }
}
