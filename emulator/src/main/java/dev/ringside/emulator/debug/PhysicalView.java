package dev.ringside.emulator.debug;

import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;

/** Memory by physical addresses. */
final class PhysicalView implements MemoryAccess {
    private final PhysicalMemory memory;

    PhysicalView(PhysicalMemory memory) {
        this.memory = memory;
    }

    @Override
    public int read(long address, byte[] target) {
        return Pages.read(memory, address, target, physical -> physical);
    }

    @Override
    public boolean write(long address, byte[] source) {
        return Pages.write(memory, Agent.DEBUGGER, address, source, physical -> physical);
    }
}
