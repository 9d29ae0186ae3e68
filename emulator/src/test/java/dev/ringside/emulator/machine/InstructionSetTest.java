package dev.ringside.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Row;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstructionSetTest {
    /** Instructions whose meaning is to be undefined: they raise #UD, which is what a row without semantics does. */
    private static final Set<String> UNDEFINED_BY_DESIGN = Set.of("UD0", "UD1", "UD2");

    private final SemanticsTable semantics = InstructionSet.semantics();

    @Test
    void everyInstructionThatAModelAnnouncesIsBuilt() {
        for (CpuModel model : CpuModel.all()) {
            List<String> missing = InstructionTable.rows().stream()
                    .filter(row -> row != InstructionTable.INVALID && row != InstructionTable.TOO_LONG)
                    .filter(row -> model.has(row.feature()) && semantics.of(row) == null)
                    .map(Row::mnemonic).distinct().filter(name -> !UNDEFINED_BY_DESIGN.contains(name)).sorted().toList();
            assertEquals(List.of(), missing, model.name());
        }
    }

    @Test
    void theTableNamesTheInstructionsThatAreUndefinedByDesign() {
        UNDEFINED_BY_DESIGN.forEach(name -> assertNotNull(InstructionTable.rowsOf(name).getFirst(), name));
    }

    @Test
    void whatHasNoMeaningRaisesTheUndefinedInstructionFault() {
        // IVT[6] leads to a HLT; ud2
        BootedMachine m = new BootedMachine("0F0B");
        m.put(6 * 4, "00780000");
        m.put(BootedMachine.HANDLER, "F4");
        assertEquals(new StopReason.DeadHalt(), m.run());
        assertEquals(BootedMachine.HANDLER + 1, m.cpu.rip);
        assertEquals(BootedMachine.CODE, m.machine.memory().read(BootedMachine.STACK - 6, 2));
    }
}
