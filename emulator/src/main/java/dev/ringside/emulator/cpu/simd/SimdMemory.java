package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;

/** Memory operands of vector instructions: the alignment rule, and 16 bytes as two quadwords. */
final class SimdMemory {
    private SimdMemory() {}

    /** Loads 2, 4, 8 or 16 bytes into {@code cpu.vector.low} and {@code high}, zero-extended. */
    static void load(Cpu cpu, Instruction insn, int bytes, boolean aligned) {
        if (aligned && bytes == 16) {
            cpu.requireAligned(insn, 16);
        }
        long linear = cpu.readAddress(insn, bytes);
        if (bytes < 16) {
            cpu.vector.low = cpu.mmu.load(linear, bytes);
            cpu.vector.high = 0;
            return;
        }
        long low = cpu.mmu.load64(linear);
        cpu.vector.high = cpu.mmu.load64(linear + 8 & cpu.linearMask);
        cpu.vector.low = low;
    }

    /** Stores 16 bytes, all or nothing. */
    static void store(Cpu cpu, Instruction insn, boolean aligned, long low, long high) {
        if (aligned) {
            cpu.requireAligned(insn, 16);
        }
        long linear = cpu.writeAddress(insn, 16);
        if ((linear & 0xFFF) > 0xFF0) {
            cpu.mmu.checkStore(linear, 16);
        }
        cpu.mmu.store64(linear, low);
        cpu.mmu.store64(linear + 8 & cpu.linearMask, high);
    }
}
