package dev.ringside.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowSamplerTest {
    private final Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));

    @Test
    void everyRowDecodesFromAnEncodingOfItsOwn() {
        RowSampler sampler = new RowSampler(1);
        Set<Row> reached = new HashSet<>(Set.of(InstructionTable.INVALID, InstructionTable.TOO_LONG));
        for (int mode : new int[] {16, 32, 64}) {
            for (Row row : InstructionTable.rows()) {
                for (int i = 0; RowSampler.exists(row, mode) && i < 5; i++) {
                    byte[] code = sampler.sample(row, mode);
                    assertEquals(row, decoder.decode(code, 0, code.length, 0, mode).row);
                    assertNull(decoder.decode(code, 0, code.length - 1, 0, mode), row + " without its last byte");
                    reached.add(row);
                }
            }
        }
        assertEquals(InstructionTable.rows().size(), reached.size());
    }

    @Test
    void rowsKeepToTheirModes() {
        assertTrue(RowSampler.exists(InstructionTable.row("DAA"), 32));
        assertFalse(RowSampler.exists(InstructionTable.row("DAA"), 64));
        assertFalse(RowSampler.exists(InstructionTable.row("CDQE"), 32));
        assertFalse(RowSampler.exists(InstructionTable.INVALID, 32));
        assertThrows(IllegalArgumentException.class, () -> new RowSampler(1).sample(InstructionTable.row("DAA"), 64));
    }

    @Test
    void sameSeedGivesTheSameInstructions() {
        Row row = InstructionTable.row("ADD_rm32_imm32");
        assertArrayEquals(new RowSampler(3).sample(row, 32), new RowSampler(3).sample(row, 32));
    }
}
