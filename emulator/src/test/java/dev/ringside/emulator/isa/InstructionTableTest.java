package dev.ringside.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstructionTableTest {
    private static final String ADD = "ADD r/m8, r8 | 00 /r | rw,r | w:oszapc | LOCK | any | BASE | -";

    @Test
    void rowNumbersAreDenseAndNamesUnique() {
        List<Row> rows = InstructionTable.rows();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(i, rows.get(i).id());
            assertTrue(names.add(rows.get(i).name()), rows.get(i).name());
        }
        assertSame(InstructionTable.INVALID, rows.getFirst());
    }

    @Test
    void aRowIsFoundByItsNameAndByItsMnemonic() {
        Row row = InstructionTable.row("ADC_rm32_imm8");
        assertEquals("o32 83 /2 ib.s", row.encoding());
        assertEquals(1, row.flagsRead());
        assertEquals(0x8D5, row.flagsWritten());
        assertTrue(row.is(Row.Attribute.LOCKABLE));
        assertEquals(32, row.operands().get(1).size(), "the byte is extended to the operand size");
        assertTrue(InstructionTable.rowsOf("ADC").contains(row));
        assertNull(InstructionTable.row("ADC"));
        assertEquals(List.of(), InstructionTable.rowsOf("FROB"));
    }

    @Test
    void operandsSayWhereTheyComeFromAndHowWideTheyAre() {
        Row movzx = InstructionTable.row("MOVZX_r64_rm16");
        assertEquals(OperandKind.REG, movzx.operands().get(0).kind());
        assertEquals(Operand.Role.WRITE, movzx.operands().get(0).role());
        assertEquals(16, movzx.operands().get(1).size());
        Row pinsrb = InstructionTable.row("PINSRB_xmm1_r32m8_imm8");
        assertEquals(8, pinsrb.operands().get(1).size());
        assertEquals(32, pinsrb.operands().get(1).registerSize());
        assertEquals(OperandKind.RM_REG, InstructionTable.row("MOV_r32_CR").operands().get(0).kind());
        assertEquals(OperandKind.STRING_DESTINATION, InstructionTable.row("MOVS_m8_m8").operands().get(0).kind());
        assertEquals(OperandKind.MASKED_DESTINATION, InstructionTable.row("MASKMOVQ_m64_mm1_mm2").operands().get(0).kind());
        assertEquals(2, InstructionTable.row("IN_AL_DX").operands().get(1).register());
    }

    @Test
    void whatTheManualLeavesOpenIsDeclared() {
        assertEquals(Set.of(Undefined.OF_IF_COUNT_NOT_1, Undefined.AF_IF_COUNT_NOT_0, Undefined.CF_IF_COUNT_REACHES_SIZE),
                InstructionTable.row("SHL_rm16_CL").undefined());
        assertEquals(Set.of(Undefined.OF_IF_COUNT_NOT_1, Undefined.AF_IF_COUNT_NOT_0), InstructionTable.row("SHL_rm32_CL").undefined());
        assertTrue(InstructionTable.row("BSF_r32_rm32").undefined().contains(Undefined.DESTINATION_IF_SOURCE_0));
        assertTrue(InstructionTable.row("FSIN").undefined().contains(Undefined.WITHIN_1_ULP));
    }

    @Test
    void twoRowsForTheSameBytesAreRefused() {
        String sub = ADD.replace("ADD", "SUB");
        assertThrows(IllegalStateException.class, () -> new InstructionTable(List.of(ADD, sub)));
        new InstructionTable(List.of(ADD, sub.replace("00 /r", "01 /r")));
        new InstructionTable(List.of(ADD, sub.replace("00 /r", "F3 00 /r")));
        new InstructionTable(List.of(ADD.replace("any", "legacy"), sub.replace("any", "64")));
    }

    @Test
    void operandsThatDoNotFitTheEncodingAreRefused() {
        for (String bad : List.of(ADD.replace("/r", "/0"), ADD.replace("00 /r", "00"), ADD.replace("rw,r", "rw"),
                ADD.replace("00 /r", "00 /r ib"), ADD.replace("r/m8, r8", "AL, r8").replace("LOCK", "LOCK"),
                ADD.replace("w:oszapc", "w:oszapc u:c"), ADD.replace("w:oszapc", "w:y"), ADD.replace("any", "some"),
                ADD.replace("BASE", "FROB"), ADD.replace("00 /r", "00 /q"), ADD.replace("r8 |", "r9x |"))) {
            assertThrows(IllegalArgumentException.class, () -> new InstructionTable(List.of(bad)), bad);
        }
    }
}
