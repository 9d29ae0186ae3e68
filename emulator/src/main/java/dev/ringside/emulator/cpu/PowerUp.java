package dev.ringside.emulator.cpu;

import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.isa.Instruction;
import java.util.Arrays;

/** A processor's state after power-up (SDM vol. 3, table 10-1): real mode at F000:FFF0 with the CS base at the top of 4 GiB. */
final class PowerUp {
    private static final int DATA = SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.WRITABLE | SegmentRegisters.ACCESSED;

    private PowerUp() {}

    static void reset(Cpu cpu) {
        Arrays.fill(cpu.r, 0);
        cpu.r[Cpu.RDX] = 0x600;
        cpu.rip = 0xFFF0;
        segments(cpu);
        Arrays.fill(cpu.dr, 0);
        cpu.dr[6] = 0xFFFF0FF0L;
        cpu.dr[7] = 0x400;
        cpu.cr2 = 0;
        cpu.xcr0 = 1;
        cpu.attention = 0;
        cpu.shadow = Cpu.SHADOW_NONE;
        cpu.pendingDebug = 0;
        cpu.nmiBlocked = false;
        cpu.repeating = false;
        cpu.halted = false;
        cpu.shutdown = false;
        cpu.cpl = 0;
        cpu.resuming = false;
        cpu.stepDiscarded = false;
        cpu.flags.load(Flags.ONE);
        cpu.x87.reset();
        cpu.vector.reset();
        cpu.privileged.reset();
        ModelSpecificRegisters.reset(cpu);
        cpu.setControl(Cpu.CR0_ET | Cpu.CR0_NW | Cpu.CR0_CD, 0, 0, 0, true);
    }

    private static void segments(Cpu cpu) {
        for (int i = 0; i < 6; i++) {
            cpu.segments.set(i, 0, 0, 0xFFFF, DATA);
        }
        // Readable and writable, not code: what the manual's table says, and why real-mode code can write through CS.
        cpu.segments.set(Instruction.CS, 0xF000, 0xFFFF0000L, 0xFFFF, DATA);
        cpu.segments.set(SegmentRegisters.LDTR, 0, 0, 0xFFFF, SegmentRegisters.PRESENT | 2);
        cpu.segments.set(SegmentRegisters.TR, 0, 0, 0xFFFF, SegmentRegisters.PRESENT | 0xB);
        cpu.gdtBase = 0;
        cpu.idtBase = 0;
        cpu.gdtLimit = 0xFFFF;
        cpu.idtLimit = 0xFFFF;
    }
}
