package dev.ringside.emulator.machine;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.integer.IntegerSemantics;
import dev.ringside.emulator.cpu.simd.SimdSemantics;
import dev.ringside.emulator.cpu.system.SystemSemantics;
import dev.ringside.emulator.cpu.x87.X87Semantics;

/** All instructions, put together from their groups. */
public final class InstructionSet {
    private InstructionSet() {}

    /** A table with the semantics of every group. */
    public static SemanticsTable semantics() {
        SemanticsTable table = new SemanticsTable();
        IntegerSemantics.register(table);
        SystemSemantics.register(table);
        X87Semantics.register(table);
        SimdSemantics.register(table);
        return table;
    }
}
