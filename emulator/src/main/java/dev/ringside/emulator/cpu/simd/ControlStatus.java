package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.VectorState;

/** MXCSR to and from memory, and the end of MMX code. */
final class ControlStatus {
    private ControlStatus() {}

    static void register(SimdTable table) {
        table.add(row -> (cpu, insn) -> {
            int value = cpu.mmu.load32(cpu.readAddress(insn, 4));
            if ((value & ~VectorState.MXCSR_MASK) != 0) {
                throw cpu.protection();
            }
            cpu.vector.mxcsr = value;
        }, "LDMXCSR");
        table.add(row -> (cpu, insn) -> cpu.mmu.store32(cpu.writeAddress(insn, 4), cpu.vector.mxcsr), "STMXCSR");
        table.add(row -> (cpu, insn) -> {
            cpu.x87.enterMmx();
            cpu.x87.abridgedTags(0);
        }, "EMMS");
    }
}
