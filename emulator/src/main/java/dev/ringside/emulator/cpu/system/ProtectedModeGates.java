package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/**
 * Delivery through the task, interrupt and trap gates of protected mode, from virtual-8086 mode too (SDM vol. 3, 6.12 and
 * 20.3.1; vol. 2, INT n).
 */
final class ProtectedModeGates {
    private ProtectedModeGates() {}

    static void deliver(Cpu cpu, Event event) {
        Descriptor gate = gate(cpu, event);
        if (gate.type() == Descriptor.TASK_GATE) {
            TaskSwitch.interrupt(cpu, gate.gateSelector(), event);
            return;
        }
        int ext = event.ext();
        Descriptor code = handler(cpu, gate.gateSelector(), ext);
        boolean inner = !code.conforming() && code.dpl() < cpu.cpl;
        if (cpu.v86() && (!inner || code.dpl() != 0)) {
            throw cpu.fault(Vector.GP, Descriptor.error(code.selector()) | ext);
        }
        int level = inner ? code.dpl() : cpu.cpl;
        int size = (gate.type() & Descriptor.WIDE) != 0 ? 4 : 2;
        StackFrame frame = inner ? StackFrame.inner(cpu, level, ext) : StackFrame.current(cpu, ext);
        pushFrame(cpu, event, frame, inner, size);
        if (gate.gateOffset() > code.limit()) {
            throw cpu.fault(Vector.GP, ext);
        }
        code.markAccessed(cpu);
        frame.check();
        int flags = InterruptDelivery.handlerFlags(cpu, (gate.type() & ~Descriptor.WIDE) == Descriptor.INTERRUPT_GATE16);
        frame.commit();
        if (cpu.v86()) {
            SegmentLoading.unload(cpu, Instruction.ES, Instruction.DS, Instruction.FS, Instruction.GS);
        }
        code.load(cpu, Instruction.CS, code.selector() & ~3 | level);
        cpu.cpl = level;
        cpu.rip = gate.gateOffset();
        cpu.setFlags(flags);
        cpu.updateMode();
    }

    private static Descriptor gate(Cpu cpu, Event event) {
        int offset = event.vector() * 8;
        if (offset + 7 > cpu.idtLimit) {
            throw cpu.fault(Vector.GP, event.idtError());
        }
        long address = Descriptor.system(cpu, cpu.idtBase + offset);
        Descriptor gate = new Descriptor(0, address, cpu.mmu.loadSystem(address, 8), 0);
        boolean known = switch (gate.type()) {
            case Descriptor.TASK_GATE, Descriptor.INTERRUPT_GATE16, Descriptor.TRAP_GATE16, Descriptor.INTERRUPT_GATE32,
                    Descriptor.TRAP_GATE32 -> true;
            default -> false;
        };
        if (!known || event.programmed() && gate.dpl() < cpu.cpl) {
            throw cpu.fault(Vector.GP, event.idtError());
        }
        if (!gate.present()) {
            throw cpu.fault(Vector.NP, event.idtError());
        }
        return gate;
    }

    /** The handler's code segment, checked as far as all modes agree. */
    static Descriptor handler(Cpu cpu, int selector, int ext) {
        if (Descriptor.isNull(selector)) {
            throw cpu.fault(Vector.GP, ext);
        }
        int error = Descriptor.error(selector) | ext;
        Descriptor code = Descriptor.read(cpu, selector, Vector.GP, error);
        if (!code.code() || code.dpl() > cpu.cpl) {
            throw cpu.fault(Vector.GP, error);
        }
        if (!code.present()) {
            throw cpu.fault(Vector.NP, error);
        }
        return code;
    }

    private static void pushFrame(Cpu cpu, Event event, StackFrame frame, boolean inner, int size) {
        SegmentRegisters s = cpu.segments;
        if (cpu.v86()) {
            frame.push(size, s.selector[Instruction.GS]);
            frame.push(size, s.selector[Instruction.FS]);
            frame.push(size, s.selector[Instruction.DS]);
            frame.push(size, s.selector[Instruction.ES]);
        }
        if (inner) {
            frame.push(size, s.selector[Instruction.SS]);
            frame.push(size, cpu.r[Cpu.RSP]);
        }
        frame.push(size, event.pushedFlags(cpu));
        frame.push(size, s.selector[Instruction.CS]);
        frame.push(size, cpu.rip);
        if (event.hasErrorCode()) {
            frame.push(size, event.errorCode());
        }
    }
}
