package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SegmentRegisters;

/**
 * INT n in virtual-8086 mode: IOPL, and with CR4.VME the redirection bitmap of the TSS (SDM vol. 3, 20.3.3 and table 20-2).
 * Exceptions, external interrupts, INT3 and INTO always go to the protected-mode handler.
 */
final class VirtualModeInterrupts {
    private static final int BITMAP_BYTES = 32;

    private VirtualModeInterrupts() {}

    /** Handles what virtual-8086 mode adds; returns false when the event is to take the protected-mode gate. */
    static boolean redirected(Cpu cpu, Event event) {
        if (event.source() != Event.Source.SOFTWARE) {
            return false;
        }
        if ((cpu.cr4 & Cpu.CR4_VME) != 0 && !intercepted(cpu, event.vector())) {
            enterTask(cpu, event.vector());
            return true;
        }
        if (cpu.flags.iopl() < 3) {
            throw cpu.protection();
        }
        return false;
    }

    private static boolean intercepted(Cpu cpu, int vector) {
        long bitmap = IoPermission.bitmapOffset(cpu) - BITMAP_BYTES + (vector >>> 3);
        if (bitmap > cpu.segments.limit[SegmentRegisters.TR]) {
            throw cpu.protection();
        }
        long bits = cpu.mmu.loadSystem(Descriptor.system(cpu, cpu.segments.base[SegmentRegisters.TR] + bitmap), 1);
        return (bits >>> (vector & 7) & 1) != 0;
    }

    // Below IOPL 3 the handler sees and changes the virtual interrupt flag in the place of IF.
    private static void enterTask(Cpu cpu, int vector) {
        long target = cpu.mmu.load32(vector * 4) & 0xFFFFFFFFL;
        int flags = cpu.flags.value();
        boolean ownInterruptFlag = cpu.flags.iopl() == 3;
        int pushed = ownInterruptFlag ? flags : VirtualInterrupts.pushed16(cpu);
        int cleared = Flags.TF | Flags.NT | Flags.RF | (ownInterruptFlag ? Flags.IF : Flags.VIF);
        RealModeInterrupts.enter(cpu, (int) (target >>> 16), target & 0xFFFF, pushed, flags & ~cleared);
    }
}
