package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/** Delivery through the 16-byte gates of IA-32e mode, with interrupt stacks (SDM vol. 3, 6.14). */
final class LongModeGates {
    /** Place of RSP0 and of IST1 in a 64-bit TSS (SDM vol. 3, figure 7-11). */
    private static final int RSP0 = 4, IST1 = 36;

    private static final long FRAME_ALIGNMENT = 16;

    private LongModeGates() {}

    static void deliver(Cpu cpu, Event event) {
        Descriptor gate = gate(cpu, event);
        int ext = event.ext();
        Descriptor code = ProtectedModeGates.handler(cpu, gate.gateSelector(), ext);
        if (!code.has(SegmentRegisters.L) || code.has(SegmentRegisters.DB)) {
            throw cpu.fault(Vector.GP, Descriptor.error(code.selector()) | ext);
        }
        boolean inner = !code.conforming() && code.dpl() < cpu.cpl;
        int level = inner ? code.dpl() : cpu.cpl;
        StackFrame frame = StackFrame.sixtyFour(cpu, stackPointer(cpu, gate, inner, level, ext) & -FRAME_ALIGNMENT, inner, level, ext);
        frame.push(8, cpu.segments.selector[Instruction.SS]);
        frame.push(8, cpu.r[Cpu.RSP]);
        frame.push(8, event.pushedFlags(cpu));
        frame.push(8, cpu.segments.selector[Instruction.CS]);
        frame.push(8, cpu.rip);
        if (event.hasErrorCode()) {
            frame.push(8, event.errorCode());
        }
        if (!Cpu.canonical(gate.gateOffset())) {
            throw cpu.fault(Vector.GP, ext);
        }
        code.markAccessed(cpu);
        frame.check();
        int flags = InterruptDelivery.handlerFlags(cpu, gate.type() == Descriptor.INTERRUPT_GATE32);
        frame.commit();
        code.load(cpu, Instruction.CS, code.selector() & ~3 | level);
        cpu.cpl = level;
        cpu.rip = gate.gateOffset();
        cpu.setFlags(flags);
        cpu.updateMode();
    }

    private static Descriptor gate(Cpu cpu, Event event) {
        int offset = event.vector() * 16;
        if (offset + 15 > cpu.idtLimit) {
            throw cpu.fault(Vector.GP, event.idtError());
        }
        long address = cpu.idtBase + offset;
        Descriptor gate = new Descriptor(0, address, cpu.mmu.loadSystem(address, 8), cpu.mmu.loadSystem(address + 8, 8) & 0xFFFFFFFFL);
        boolean known = gate.type() == Descriptor.INTERRUPT_GATE32 || gate.type() == Descriptor.TRAP_GATE32;
        if (!known || event.programmed() && gate.dpl() < cpu.cpl) {
            throw cpu.fault(Vector.GP, event.idtError());
        }
        if (!gate.present()) {
            throw cpu.fault(Vector.NP, event.idtError());
        }
        return gate;
    }

    private static long stackPointer(Cpu cpu, Descriptor gate, boolean inner, int level, int ext) {
        int ist = gate.gateStackIndex();
        if (ist != 0) {
            return StackFrame.pointerFromTss64(cpu, IST1 + (ist - 1) * 8, ext);
        }
        return inner ? StackFrame.pointerFromTss64(cpu, RSP0 + level * 8, ext) : cpu.r[Cpu.RSP];
    }

    /** RSP for a call gate to an inner level. */
    static long innerStackPointer(Cpu cpu, int level) {
        return StackFrame.pointerFromTss64(cpu, RSP0 + level * 8, 0);
    }
}
