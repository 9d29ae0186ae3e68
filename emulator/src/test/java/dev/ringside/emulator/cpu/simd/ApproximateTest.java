package dev.ringside.emulator.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class ApproximateTest {
    private static final double BOUND = 1.5 / 4096;

    private static double value(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    private static void within(LongUnaryOperator approximation, DoubleUnaryOperator exact, int first, int last) {
        for (int bits = first; bits < last; bits += 509) {
            double wanted = exact.applyAsDouble(value(bits));
            double error = Math.abs(value(approximation.applyAsLong(bits)) / wanted - 1);
            assertTrue(error <= BOUND, Integer.toHexString(bits));
        }
    }

    @Test
    void reciprocalIsWithinTheManualsBound() {
        within(Approximate::reciprocal, x -> 1 / x, 0x0080_0000, 0x7E80_0000);
    }

    @Test
    void reciprocalRootIsWithinTheManualsBound() {
        within(Approximate::reciprocalRoot, x -> 1 / Math.sqrt(x), 0x0080_0000, 0x7F80_0000);
    }

    @Test
    void specialOperandsFollowTheManual() {
        assertEquals(0xFF800000L, Approximate.reciprocal(0x80000001L), "a denormal counts as zero");
        assertEquals(0x80000000L, Approximate.reciprocal(0xFF7FFFFFL), "a tiny result is zero");
        assertEquals(0xFFC00000L, Approximate.reciprocalRoot(0xBF800000L), "the root of a negative number");
        assertEquals(0xFF800000L, Approximate.reciprocalRoot(0x80000000L));
        assertEquals(0x7FC00001L, Approximate.reciprocalRoot(0x7F800001L), "a signalling NaN becomes quiet");
    }
}
