package dev.ringside.emulator.vectors;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Row;
import org.junit.jupiter.api.Test;

/** One unit in the last place is allowed where the table says so, across the ends of binades too, and never two. */
class ApproximationTest {
    private static final long ONES = -1L, TOP = Long.MIN_VALUE;
    private static final int SCALED = 24576;

    private static Row row(String mnemonic) {
        return InstructionTable.rows().stream().filter(row -> row.mnemonic().equals(mnemonic)).findFirst().orElseThrow();
    }

    private static boolean agree(String mnemonic, int signExponent, long mantissa, int otherSignExponent, long otherMantissa) {
        boolean there = Approximation.extendedAgrees(row(mnemonic), mantissa, signExponent, otherMantissa, otherSignExponent);
        boolean back = Approximation.extendedAgrees(row(mnemonic), otherMantissa, otherSignExponent, mantissa, signExponent);
        assertTrue(there == back);
        return there;
    }

    @Test
    void oneUnitIsAllowedAndTwoAreNot() {
        assertTrue(agree("FPATAN", 0x3FFF, TOP + 1, 0x3FFF, TOP + 2));
        assertFalse(agree("FPATAN", 0x3FFF, TOP + 1, 0x3FFF, TOP + 3));
        assertFalse(agree("FPATAN", 0x3FFF, TOP + 1, 0xBFFF, TOP + 1));
    }

    @Test
    void theNextBinadeIsOneUnitAway() {
        assertTrue(agree("FSIN", 0xBFFE, ONES, 0xBFFF, TOP));
        assertFalse(agree("FSIN", 0xBFFE, ONES, 0xBFFF, TOP + 1));
        assertFalse(agree("FSIN", 0xBFFE, TOP, 0xBFFF, TOP));
    }

    @Test
    void theLargestDenormalNumberIsOneUnitBelowTheSmallestNormalOne() {
        assertTrue(agree("FPATAN", 0x8000, TOP - 1, 0x8001, TOP));
        assertFalse(agree("FPATAN", 0x8000, TOP - 2, 0x8001, TOP));
    }

    @Test
    void unmaskedUnderflowDeliversTheNumberBelowScaled() {
        assertTrue(agree("FPATAN", SCALED, ONES, 1, TOP));
        assertTrue(agree("FPATAN", 0x8000 + SCALED, ONES, 0x8001, TOP));
        assertFalse(agree("FPATAN", SCALED, ONES, 0x8001, TOP));
    }

    @Test
    void exactInstructionsHaveNoAllowance() {
        assertFalse(agree("FSQRT", 0x3FFF, TOP + 1, 0x3FFF, TOP + 2));
    }
}
