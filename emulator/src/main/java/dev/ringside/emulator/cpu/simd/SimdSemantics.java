package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Row.Attribute;

/** Registers the semantics of all instructions on MMX and XMM registers, row by row. */
public final class SimdSemantics {
    private SimdSemantics() {}

    /** Adds them to {@code table}, keyed by row name. */
    public static void register(SemanticsTable table) {
        SimdTable bindings = bindings();
        for (Row row : InstructionTable.rows()) {
            RowBinding binding = row.is(Attribute.SSE) || row.is(Attribute.MMX) ? bindings.of(row.mnemonic()) : null;
            if (binding != null) {
                table.add(row.name(), Availability.guard(row, binding.bind(row)));
            }
        }
    }

    private static SimdTable bindings() {
        SimdTable table = new SimdTable();
        PackedInteger.register(table);
        PackedMultiply.register(table);
        PackedShift.register(table);
        Shuffle.register(table);
        PackAndUnpack.register(table);
        Blend.register(table);
        InsertExtract.register(table);
        Moves.register(table);
        QuadwordMoves.register(table);
        MaskMoves.register(table);
        ControlStatus.register(table);
        PackedFloat.register(table);
        PlainFloat.register(table);
        FloatConvert.register(table);
        FlagComparisons.register(table);
        DotProduct.register(table);
        Approximate.register(table);
        StringCompare.register(table);
        Aes.register(table);
        CarrylessMultiply.register(table);
        return table;
    }
}
