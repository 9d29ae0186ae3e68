package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;

/** Far JMP and CALL: to code segments, through call gates and task gates, to task states (SDM vol. 2, JMP and CALL). */
final class FarTransfers {
    private FarTransfers() {}

    static void register(SemanticsTable table) {
        for (String operand : new String[] {"ptr16_16", "ptr16_32", "m16_16", "m16_32", "m16_64"}) {
            table.add("JMP_" + operand, (cpu, insn) -> transfer(cpu, insn, false));
            table.add("CALL_" + operand, (cpu, insn) -> transfer(cpu, insn, true));
        }
    }

    private static void transfer(Cpu cpu, Instruction insn, boolean call) {
        int bytes = insn.operandSize / 8;
        long offset;
        int selector;
        if (insn.row.operands().get(0).kind() == OperandKind.FAR_POINTER) {
            offset = insn.operandSize == 16 ? insn.immediate & 0xFFFF : insn.immediate & 0xFFFFFFFFL;
            selector = insn.immediate2 & 0xFFFF;
        } else {
            long at = cpu.offset(insn);
            offset = cpu.mmu.load(cpu.linear(insn.segment, at, bytes, false), bytes);
            selector = cpu.mmu.load16(cpu.linear(insn.segment, at + bytes & insn.addressMask(), 2, false));
        }
        if (cpu.selectorsNameDescriptors()) {
            transferProtected(cpu, selector, offset, bytes, call);
        } else {
            transferReal(cpu, selector, offset, bytes, call);
        }
    }

    private static void transferReal(Cpu cpu, int selector, long offset, int bytes, boolean call) {
        CodeSegments.checkReal(cpu, offset);
        if (call) {
            StackFrame frame = returnFrame(cpu, StackFrame.current(cpu, 0), bytes);
            frame.check();
            frame.commit();
        }
        CodeSegments.enterReal(cpu, selector, offset);
    }

    private static StackFrame returnFrame(Cpu cpu, StackFrame frame, int bytes) {
        frame.push(bytes, cpu.segments.selector[Instruction.CS]);
        frame.push(bytes, cpu.rip);
        return frame;
    }

    private static void transferProtected(Cpu cpu, int selector, long offset, int bytes, boolean call) {
        Descriptor target = CodeSegments.read(cpu, selector);
        if (target.code()) {
            toCode(cpu, target, offset, bytes, call);
            return;
        }
        switch (target.type()) {
            case Descriptor.CALL_GATE32 -> throughGate(cpu, target, call);
            case Descriptor.CALL_GATE16 -> throughGate(legacyOnly(cpu, target), target, call);
            case Descriptor.TASK_GATE -> throughTaskGate(legacyOnly(cpu, target), target, call);
            case Descriptor.TSS16, Descriptor.TSS32 -> {
                checkGate(legacyOnly(cpu, target), target);
                TaskSwitch.transfer(cpu, target.selector(), call);
            }
            default -> throw refused(cpu, target);
        }
    }

    private static Cpu legacyOnly(Cpu cpu, Descriptor target) {
        if (cpu.longMode()) {
            throw refused(cpu, target);
        }
        return cpu;
    }

    private static Fault refused(Cpu cpu, Descriptor target) {
        return cpu.fault(Vector.GP, Descriptor.error(target.selector()));
    }

    private static void toCode(Cpu cpu, Descriptor code, long offset, int bytes, boolean call) {
        CodeSegments.checkDirect(cpu, code);
        StackFrame frame = StackFrame.current(cpu, 0);
        if (call) {
            returnFrame(cpu, frame, bytes);
        }
        // As with near calls the return address is stored before the target's offset is checked; rSP stays when that fails.
        frame.store();
        CodeSegments.checkOffset(cpu, code, offset);
        code.markAccessed(cpu);
        frame.enter();
        CodeSegments.enter(cpu, code, cpu.cpl, offset);
        cpu.updateMode();
    }

    // A gate or TSS must be visible to both CPL and RPL, and present.
    private static void checkGate(Cpu cpu, Descriptor gate) {
        if (gate.dpl() < cpu.cpl || gate.rpl() > gate.dpl()) {
            throw refused(cpu, gate);
        }
        if (!gate.present()) {
            throw cpu.fault(Vector.NP, Descriptor.error(gate.selector()));
        }
    }

    private static void throughTaskGate(Cpu cpu, Descriptor gate, boolean call) {
        checkGate(cpu, gate);
        TaskSwitch.transfer(cpu, gate.gateSelector(), call);
    }

    private static void throughGate(Cpu cpu, Descriptor given, boolean call) {
        checkGate(cpu, given);
        Descriptor gate = given.expanded(cpu, Vector.GP, Descriptor.error(given.selector()));
        if ((gate.upper() >>> 40 & 0x1F) != 0) {
            throw refused(cpu, gate);
        }
        Descriptor code = CodeSegments.read(cpu, gate.gateSelector());
        CodeSegments.checkGateTarget(cpu, code, call);
        long entry = cpu.longMode() ? gate.gateOffset() : gate.gateOffset() & 0xFFFFFFFFL;
        CodeSegments.checkOffset(cpu, code, entry);
        boolean inner = call && !code.conforming() && code.dpl() < cpu.cpl;
        int level = inner ? code.dpl() : cpu.cpl;
        StackFrame frame = gateStack(cpu, inner, level);
        int bytes = cpu.longMode() ? 8 : (gate.type() & Descriptor.WIDE) != 0 ? 4 : 2;
        if (inner) {
            frame.push(bytes, cpu.segments.selector[Instruction.SS]);
            frame.push(bytes, cpu.r[Cpu.RSP]);
            for (int i = cpu.longMode() ? 0 : gate.gateParameters(); i > 0; i--) {
                frame.push(bytes, cpu.peek(bytes, (i - 1) * bytes));
            }
        }
        if (call) {
            returnFrame(cpu, frame, bytes);
        }
        code.markAccessed(cpu);
        frame.check();
        frame.commit();
        CodeSegments.enter(cpu, code, level, entry);
        cpu.updateMode();
    }

    private static StackFrame gateStack(Cpu cpu, boolean inner, int level) {
        if (!cpu.longMode()) {
            return inner ? StackFrame.inner(cpu, level, 0) : StackFrame.current(cpu, 0);
        }
        long rsp = inner ? LongModeGates.innerStackPointer(cpu, level) : cpu.r[Cpu.RSP];
        return StackFrame.sixtyFour(cpu, rsp, inner, level, 0);
    }
}
