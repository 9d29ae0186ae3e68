package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.memory.Agent;

/**
 * Memory by linear addresses, through the page tables of one processor as they stand in memory: whatever its privilege level,
 * without using or filling its TLB, without setting accessed or dirty bits. Outside IA-32e mode addresses have 32 bits; higher
 * bits, which debuggers get by sign extension, are ignored.
 */
final class LinearMemory implements MemoryAccess {
    private final Cpu cpu;

    LinearMemory(Cpu cpu) {
        this.cpu = cpu;
    }

    @Override
    public int read(long address, byte[] target) {
        return Pages.read(cpu.mmu.memory(), address, target, this::translate);
    }

    @Override
    public boolean write(long address, byte[] source) {
        return Pages.write(cpu.mmu.memory(), Agent.DEBUGGER, address, source, this::translate);
    }

    private long translate(long linear) {
        if (!cpu.longMode()) {
            return cpu.mmu.inspect(linear & 0xFFFFFFFFL);
        }
        return Cpu.canonical(linear) ? cpu.mmu.inspect(linear) : -1;
    }
}
