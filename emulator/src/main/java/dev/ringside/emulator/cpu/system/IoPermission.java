package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;

/** Who may use a port: CPL against IOPL, then the I/O permission bitmap of the TSS (SDM vol. 1, 18.5). */
final class IoPermission {
    /** Place of the bitmap's offset in a 32- or 64-bit TSS. */
    private static final int BITMAP_BASE = 102;

    private IoPermission() {}

    /** Raises #GP(0) unless {@code size} bytes at {@code port} may be accessed now. */
    static void check(Cpu cpu, int port, int size) {
        if (!cpu.protectedMode() || !cpu.v86() && cpu.cpl <= cpu.flags.iopl()) {
            return;
        }
        long at = bitmapOffset(cpu) + (port >>> 3);
        if (at + 1 > cpu.segments.limit[SegmentRegisters.TR]) {
            throw cpu.protection();
        }
        long bits = cpu.mmu.loadSystem(Descriptor.system(cpu, cpu.segments.base[SegmentRegisters.TR] + at), 2) >>> (port & 7);
        if ((bits & (1 << size) - 1) != 0) {
            throw cpu.protection();
        }
    }

    /** Offset of the I/O bitmap in the current TSS; #GP(0) when that is a 16-bit TSS or too short to have one. */
    static long bitmapOffset(Cpu cpu) {
        SegmentRegisters s = cpu.segments;
        boolean wide = (s.access[SegmentRegisters.TR] & Descriptor.WIDE) != 0;
        if (!wide || s.limit[SegmentRegisters.TR] < BITMAP_BASE + 1) {
            throw cpu.protection();
        }
        return cpu.mmu.loadSystem(Descriptor.system(cpu, s.base[SegmentRegisters.TR] + BITMAP_BASE), 2);
    }
}
