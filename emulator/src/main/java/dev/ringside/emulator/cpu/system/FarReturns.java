package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/** RETF, and the return to an outer privilege level that it shares with IRET (SDM vol. 2, RET and IRET). */
final class FarReturns {
    private FarReturns() {}

    static void register(SemanticsTable table) {
        table.add("RETF", FarReturns::far);
    }

    private static void far(Cpu cpu, Instruction insn) {
        int bytes = insn.operandSize / 8;
        int released = insn.row.operands().isEmpty() ? 0 : (int) insn.immediate & 0xFFFF;
        int selector = selector(cpu, bytes);
        long rip = cpu.peek(bytes, 0);
        if (!cpu.selectorsNameDescriptors()) {
            CodeSegments.checkReal(cpu, rip);
            cpu.setStackPointer(cpu.r[Cpu.RSP] + 2 * bytes + released);
            CodeSegments.enterReal(cpu, selector, rip);
            return;
        }
        Descriptor code = CodeSegments.read(cpu, selector);
        CodeSegments.checkReturn(cpu, code);
        CodeSegments.checkOffset(cpu, code, rip);
        if (code.rpl() == cpu.cpl) {
            code.markAccessed(cpu);
            cpu.setStackPointer(cpu.r[Cpu.RSP] + 2 * bytes + released);
            CodeSegments.enter(cpu, code, cpu.cpl, rip);
            cpu.updateMode();
            return;
        }
        int ss = selector(cpu, 3 * bytes + released);
        long sp = cpu.peek(bytes, 2 * bytes + released);
        Descriptor stack = outerStack(cpu, code, ss);
        code.markAccessed(cpu);
        toOuter(cpu, code, rip, stack, ss, sp + released);
        cpu.updateMode();
    }

    /**
     * The selector of CS or SS in the frame that a far return pops, {@code offset} bytes above rSP. Of its slot only two bytes are
     * accessed, and they are before the slot below is: processors report the faults of the selectors first.
     */
    static int selector(Cpu cpu, int offset) {
        return (int) cpu.peek(2, offset);
    }

    /**
     * The stack segment of an outer level, checked; null when a null selector is allowed (to 64-bit code below ring 3).
     */
    static Descriptor outerStack(Cpu cpu, Descriptor code, int selector) {
        if (Descriptor.isNull(selector)) {
            if (!CodeSegments.sixtyFour(cpu, code) || code.rpl() == 3 || (selector & 3) != code.rpl()) {
                throw cpu.protection();
            }
            return null;
        }
        int error = Descriptor.error(selector);
        Descriptor d = Descriptor.read(cpu, selector, Vector.GP, error);
        if (d.rpl() != code.rpl() || d.dpl() != code.rpl() || !d.writableData()) {
            throw cpu.fault(Vector.GP, error);
        }
        if (!d.present()) {
            throw cpu.fault(Vector.SS, error);
        }
        d.markAccessed(cpu);
        return d;
    }

    /**
     * Loads CS:rIP, SS:rSP and CPL of an outer (or, for IRETQ, the same) level, checked before; {@link Cpu#updateMode} must
     * follow. Data segments that the new level may not use become null.
     */
    static void toOuter(Cpu cpu, Descriptor code, long rip, Descriptor stack, int ss, long sp) {
        boolean outer = code.rpl() > cpu.cpl;
        CodeSegments.enter(cpu, code, code.rpl(), rip);
        if (stack == null) {
            cpu.segments.set(Instruction.SS, ss, 0, 0, 0);
        } else {
            stack.load(cpu, Instruction.SS, ss);
        }
        if (CodeSegments.sixtyFour(cpu, code)) {
            cpu.r[Cpu.RSP] = sp;
        } else if (stack != null && stack.has(SegmentRegisters.DB)) {
            cpu.r[Cpu.RSP] = sp & 0xFFFFFFFFL;
        } else {
            cpu.r[Cpu.RSP] = cpu.r[Cpu.RSP] & ~0xFFFFL | sp & 0xFFFF;
        }
        if (outer) {
            SegmentLoading.unloadInner(cpu);
        }
    }
}
