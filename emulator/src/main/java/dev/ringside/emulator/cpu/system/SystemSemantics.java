package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.SemanticsTable;

/** Registers the semantics of all system instructions. */
public final class SystemSemantics {
    private SystemSemantics() {}

    /** Adds them to {@code table}. */
    public static void register(SemanticsTable table) {
        SegmentLoading.register(table);
        FarTransfers.register(table);
        FarReturns.register(table);
        InterruptReturn.register(table);
        SoftwareInterrupts.register(table);
        FlagInstructions.register(table);
        FastSystemCalls.register(table);
        IoInstructions.register(table);
        DescriptorInstructions.register(table);
        SegmentQueries.register(table);
        ControlRegisters.register(table);
        DebugRegisters.register(table);
        ModelSpecificRegisters.register(table);
        Cpuid.register(table);
        ProcessorControl.register(table);
        ExtendedState.register(table);
    }
}
