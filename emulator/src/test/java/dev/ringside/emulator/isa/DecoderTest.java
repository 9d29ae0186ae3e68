package dev.ringside.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecoderTest {
    @Test
    void widthComesFromModeAndPrefixes() {
        assertEquals("ADD_rm16_r16", Bytes.row(16, "01 08"));
        assertEquals("ADD_rm32_r32", Bytes.row(16, "66 01 08"));
        assertEquals("ADD_rm32_r32", Bytes.row(32, "01 08"));
        assertEquals("ADD_rm16_r16", Bytes.row(64, "66 01 08"));
        assertEquals("ADD_rm64_r64", Bytes.row(64, "66 48 01 08"), "REX.W wins over 66");
        assertEquals("PUSH_r64", Bytes.row(64, "50"));
        assertEquals("PUSH_r16", Bytes.row(64, "66 50"));
        assertEquals("JMP_rel32_o64", Bytes.row(64, "66 e9 00 00 00 00"), "Intel ignores 66 on near branches");
        assertEquals("JMP_rel16", Bytes.row(32, "66 e9 00 00"));
        assertEquals("INS_m32_DX", Bytes.row(64, "48 6d"));
        assertEquals("JRCXZ_rel8", Bytes.row(64, "e3 00"));
        assertEquals("JECXZ_rel8_o64", Bytes.row(64, "67 e3 00"));
    }

    @Test
    void mandatoryPrefixesSelectRows() {
        assertEquals("ADDPS_xmm1_xmm2m128", Bytes.row(32, "0f 58 c1"));
        assertEquals("ADDPD_xmm1_xmm2m128", Bytes.row(32, "66 0f 58 c1"));
        assertEquals("ADDSS_xmm1_xmm2m32", Bytes.row(32, "66 f3 0f 58 c1"), "F3 wins over 66");
        assertEquals("ADDSD_xmm1_xmm2m64", Bytes.row(32, "f3 f2 0f 58 c1"), "the last of F2 and F3 wins");
        assertEquals("INVALID", Bytes.row(32, "f3 0f 57 c1"));
        assertEquals("CRC32_r32_rm16", Bytes.row(32, "66 f2 0f 38 f1 c1"));
        assertEquals("MOVBE_r16_m16", Bytes.row(32, "66 0f 38 f0 01"));
        assertEquals("POPCNT_r64_rm64", Bytes.row(64, "f3 48 0f b8 c1"));
    }

    @Test
    void featureThatIsOffLeavesTheBytesToTheNextRow() {
        Decoder plain = new Decoder(Set.of());
        assertEquals("BSF_r32_rm32", plain.decode(Bytes.of("f3 0f bc c1"), 0, 4, 0, 32).row.name());
        assertEquals("TZCNT_r32_rm32", Bytes.row(32, "f3 0f bc c1"));
        assertSame(InstructionTable.INVALID, plain.decode(Bytes.of("f3 0f b8 c1"), 0, 4, 0, 32).row);
        assertTrue(plain.decode(Bytes.of("f3 0f bc c1"), 0, 4, 0, 32).has(Instruction.REP), "F3 is then a plain prefix");
        assertFalse(Bytes.decode(32, "f3 0f bc c1").has(Instruction.REP), "F3 is part of the opcode");
    }

    @Test
    void nopPauseAndXchgShareAnOpcode() {
        assertEquals("NOP", Bytes.row(64, "90"));
        assertEquals("PAUSE", Bytes.row(64, "f3 90"));
        assertEquals("XCHG_r32_EAX", Bytes.row(64, "41 90"));
        assertEquals(8, Bytes.decode(64, "41 90").reg);
    }

    @Test
    void rexCountsOnlyDirectlyBeforeTheOpcode() {
        assertEquals("ADD_rm64_r64", Bytes.row(64, "48 01 c0"));
        assertEquals("ADD_rm16_r16", Bytes.row(64, "48 66 01 c0"));
        assertEquals("DEC_r32", Bytes.row(32, "48"));
        assertFalse(Bytes.decode(64, "48 66 01 c0").has(Instruction.REX));
    }

    @Test
    void lockIsInvalidOnRegistersAndOnInstructionsThatDoNotTakeIt() {
        assertEquals("ADD_rm32_r32", Bytes.row(32, "f0 01 08"));
        assertEquals("INVALID", Bytes.row(32, "f0 01 c8"));
        assertEquals("INVALID", Bytes.row(32, "f0 03 08"));
        assertEquals("INVALID", Bytes.row(32, "f0 90"));
    }

    @Test
    void opcodesThat64BitModeDroppedAreInvalidThere() {
        for (String hex : new String[] {"06", "27", "60", "62 00", "82 c0 00", "9a 00 00 00 00 00 00", "c4 00", "ce", "d4 0a", "d6", "ea 00 00 00 00 00 00"}) {
            assertEquals("INVALID", Bytes.row(64, hex), hex);
            assertFalse(Bytes.row(32, hex).equals("INVALID"), hex);
        }
        assertEquals("ARPL_rm16_r16", Bytes.row(32, "63 c1"));
        assertEquals("MOVSXD_r32_rm32", Bytes.row(64, "63 c1"));
        assertEquals("INVALID", Bytes.row(32, "c5 c0"), "LDS with a register form opens VEX");
    }

    @Test
    void segmentRegistersThatCannotBeWrittenAreInvalid() {
        assertEquals("MOV_Sreg_rm16", Bytes.row(32, "8e d8"));
        assertEquals("INVALID", Bytes.row(32, "8e c8"), "MOV to CS");
        assertEquals("INVALID", Bytes.row(32, "8e f0"));
        assertEquals("MOV_Sreg_rm16", Bytes.row(64, "44 8e d8"), "REX.R does not reach segment registers");
        assertEquals(Instruction.DS, Bytes.decode(64, "44 8e d8").reg);
    }

    @Test
    void controlRegisterMovesIgnoreModAndKnowCr8() {
        Instruction move = Bytes.decode(32, "0f 20 04");
        assertEquals("MOV_r32_CR", move.row.name());
        assertEquals(3, move.length);
        assertFalse(move.memory);
        assertEquals(8, Bytes.decode(64, "44 0f 20 c0").reg);
        assertEquals("INVALID", Bytes.row(64, "44 0f 20 c8"));
        assertEquals("INVALID", Bytes.row(32, "0f 20 c8"));
    }

    @Test
    void addressesOfAllThreeSizes() {
        Instruction word = Bytes.decode(16, "8b 42 fe");
        assertEquals(5, word.base);
        assertEquals(6, word.index);
        assertEquals(-2, word.displacement);
        assertEquals(Instruction.SS, word.segment);
        Instruction offset = Bytes.decode(16, "8b 06 34 f2");
        assertEquals(Instruction.NO_REGISTER, offset.base);
        assertEquals(0xF234, offset.displacement & offset.addressMask());
        Instruction scaled = Bytes.decode(32, "8b 44 8c 10");
        assertEquals(4, scaled.base);
        assertEquals(1, scaled.index);
        assertEquals(2, scaled.scaleShift);
        assertEquals(Instruction.SS, scaled.segment);
        Instruction extended = Bytes.decode(64, "43 8b 04 65 00 00 00 80");
        assertEquals(Instruction.NO_REGISTER, extended.base, "mod 0 with base 5 is a bare displacement, also with REX.B");
        assertEquals(12, extended.index);
        assertEquals(-0x80000000L, extended.displacement);
        assertEquals(13, Bytes.decode(64, "41 8b 45 00").base);
        assertEquals(Instruction.DS, Bytes.decode(64, "41 8b 45 00").segment, "R13 is no stack register");
    }

    @Test
    void ripRelativeAddressesCountFromTheEndOfTheInstruction() {
        assertEquals(0x1000 + 10 + 16, Bytes.decode(64, "c7 05 10 00 00 00 01 00 00 00").displacement);
        assertEquals(16, Bytes.decode(32, "c7 05 10 00 00 00 01 00 00 00").displacement);
    }

    @Test
    void lastSegmentOverrideCountsAndIn64BitModeOnlyFsAndGs() {
        assertEquals(Instruction.ES, Bytes.decode(32, "64 26 8b 00").segment);
        assertEquals(Instruction.FS, Bytes.decode(64, "64 26 8b 00").segment);
        assertEquals(Instruction.DS, Bytes.decode(64, "26 8b 00").segment);
    }

    @Test
    void immediatesExtendAsTheRowSays() {
        assertEquals(-1, Bytes.decode(32, "83 c0 ff").immediate);
        assertEquals(0xFF, Bytes.decode(32, "cd ff").immediate);
        assertEquals(-1, Bytes.decode(64, "48 05 ff ff ff ff").immediate);
        assertEquals(0x8877665544332211L, Bytes.decode(64, "48 b8 11 22 33 44 55 66 77 88").immediate);
        Instruction far = Bytes.decode(32, "ea 78 56 34 92 10 f0");
        assertEquals(0x92345678L, far.immediate);
        assertEquals(0xF010, far.immediate2);
        assertEquals(3, Bytes.decode(32, "c8 10 00 03").immediate2);
        assertEquals(0x8877665544332211L, Bytes.decode(64, "a0 11 22 33 44 55 66 77 88").displacement);
    }

    @Test
    void moreBytesAreAskedForOnlyWhenTheyAreNeeded() {
        byte[] code = Bytes.of("66 8b 84 8b 44 33 22 11");
        Decoder decoder = new Decoder(EnumSet.noneOf(Feature.class));
        for (int available = 0; available < code.length; available++) {
            assertNull(decoder.decode(code, 0, available, 0, 32), "with " + available);
        }
        assertNotNull(decoder.decode(code, 0, code.length, 0, 32));
        assertSame(InstructionTable.INVALID, decoder.decode(Bytes.of("0f 04"), 0, 2, 0, 32).row, "no opcode 0F 04");
    }

    @Test
    void sixteenBytesAreTooLong() {
        String prefixes = "66 ".repeat(14);
        assertEquals("XCHG_r16_AX", Bytes.row(32, prefixes + "90"));
        assertEquals(15, Bytes.decode(32, prefixes + "90").length);
        assertEquals("TOO_LONG", Bytes.row(32, "66 " + prefixes + "90"));
        assertEquals("TOO_LONG", Bytes.row(32, prefixes + "05 00 00"));
        assertNull(Bytes.decode(32, prefixes.strip()));
    }

    @Test
    void anyBytesDecodeToSomethingOfOneToFifteenBytes() {
        Random random = new Random(7);
        byte[] bytes = new byte[100_000];
        random.nextBytes(bytes);
        Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));
        for (int mode : new int[] {16, 32, 64}) {
            for (int at = 0; at + 15 <= bytes.length; at++) {
                Instruction instruction = decoder.decode(bytes, at, 15, at, mode);
                assertTrue(instruction.length >= 1 && instruction.length <= 15);
                assertTrue(instruction.rm >= 0 && instruction.rm < 16 && instruction.reg >= 0 && instruction.reg < 16);
            }
        }
    }
}
