package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/** Delivery through the interrupt vector table of real mode (SDM vol. 3, 20.1.4). */
final class RealModeInterrupts {
    private RealModeInterrupts() {}

    static void deliver(Cpu cpu, Event event) {
        int entry = event.vector() * 4;
        if (entry + 3 > cpu.idtLimit) {
            throw cpu.fault(Vector.GP, 0);
        }
        long target = cpu.mmu.loadSystem(Descriptor.system(cpu, cpu.idtBase + entry), 4);
        enter(cpu, (int) (target >>> 16), target & 0xFFFF, event.pushedFlags(cpu) & ~Flags.RF,
                cpu.flags.value() & ~(Flags.TF | Flags.IF | Flags.AC | Flags.RF));
    }

    /** Pushes FLAGS, CS and IP and enters an 8086 handler: also what virtual-8086 mode does with a redirected interrupt. */
    static void enter(Cpu cpu, int selector, long offset, int pushedFlags, int newFlags) {
        StackFrame frame = StackFrame.current(cpu, 0);
        frame.push(2, pushedFlags);
        frame.push(2, cpu.segments.selector[Instruction.CS]);
        frame.push(2, cpu.rip);
        frame.check();
        frame.commit();
        SegmentLoading.loadReal(cpu, Instruction.CS, selector);
        cpu.rip = offset;
        cpu.setFlags(newFlags);
        cpu.updateMode();
    }
}
