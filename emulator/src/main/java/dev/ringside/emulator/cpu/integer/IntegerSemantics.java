package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.SemanticsTable;

/** Registers the semantics of all integer instructions that are not system instructions. */
public final class IntegerSemantics {
    private IntegerSemantics() {}

    /** Adds them to {@code table}. */
    public static void register(SemanticsTable table) {
        Arithmetic.register(table);
        Shifts.register(table);
        MultiplyDivide.register(table);
        BitInstructions.register(table);
        DecimalAdjust.register(table);
        DataMovement.register(table);
        StackInstructions.register(table);
        NearTransfers.register(table);
        StringInstructions.register(table);
    }
}
