package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.memory.AccessWatch;

/** Listens to data accesses for the debug registers: a hit becomes a trap after the instruction. */
public final class DataBreakpoints implements AccessWatch {
    private final Cpu cpu;

    /** For {@code cpu}, whose debug registers are read at every access to a watched page. */
    public DataBreakpoints(Cpu cpu) {
        this.cpu = cpu;
    }

    @Override
    public boolean watches(long linear) {
        return DebugRegisters.watchesPage(cpu, linear);
    }

    @Override
    public void accessed(long linear, int size, boolean write, long value) {
        int hits = DebugRegisters.dataHits(cpu, linear, size, write);
        if (hits != 0) {
            cpu.pendingDebug |= hits;
            cpu.raise(Cpu.ATTENTION_DEBUG);
        }
    }
}
