package dev.ringside.emulator.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Row.Attribute;
import org.junit.jupiter.api.Test;

class SimdCoverageTest {
    @Test
    void everyRowOnVectorRegistersHasSemantics() {
        SemanticsTable table = new SemanticsTable();
        SimdSemantics.register(table);
        for (Row row : InstructionTable.rows()) {
            if (row.is(Attribute.SSE) || row.is(Attribute.MMX)) {
                assertNotNull(table.of(row), row.name());
            }
        }
    }
}
