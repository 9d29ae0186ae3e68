package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.simd.Lane.QUADWORD;
import static dev.ringside.emulator.cpu.simd.Lane.WORD;

/**
 * Shifts of every lane by one count (the source operand's low quadword, or an immediate), and of whole XMM registers by bytes.
 * Counts are unsigned and not masked: one that reaches the lane's width leaves zeros, or signs in arithmetic shifts.
 */
public final class PackedShift {
    private PackedShift() {}

    /** PSLLx. */
    public static long left(long a, long count, Lane lane) {
        return reaches(count, lane) ? 0 : a << count & lane.ones * (lane.mask << count & lane.mask);
    }

    /** PSRLx. */
    public static long right(long a, long count, Lane lane) {
        return reaches(count, lane) ? 0 : a >>> count & lane.ones * (lane.mask >>> count);
    }

    /** PSRAx. */
    public static long rightSigned(long a, long count, Lane lane) {
        long signs = lane.spread(a & lane.signs);
        return reaches(count, lane) ? signs : right(a, count, lane) | signs & ~(lane.ones * (lane.mask >>> count));
    }

    private static boolean reaches(long count, Lane lane) {
        return Long.compareUnsigned(count, lane.width) >= 0;
    }

    static void register(SimdTable table) {
        lanes(table, "PSLL", PackedShift::left, WORD, DOUBLEWORD, QUADWORD);
        lanes(table, "PSRL", PackedShift::right, WORD, DOUBLEWORD, QUADWORD);
        lanes(table, "PSRA", PackedShift::rightSigned, WORD, DOUBLEWORD);
        table.add(SimdForms.wholeByImmediate((low, high, sl, sh, count) -> Shuffle.window(0, 0, low, high, 16 - Math.min(count, 16)),
                (low, high, sl, sh, count) -> Shuffle.window(0, 0, low, high, 24 - Math.min(count, 16))), "PSLLDQ");
        table.add(SimdForms.wholeByImmediate((low, high, sl, sh, count) -> Shuffle.window(low, high, 0, 0, Math.min(count, 16)),
                (low, high, sl, sh, count) -> Shuffle.window(low, high, 0, 0, Math.min(count, 16) + 8)), "PSRLDQ");
    }

    private static void lanes(SimdTable table, String name, PackedInteger.Operation operation, Lane... lanes) {
        for (Lane lane : lanes) {
            table.add(SimdForms.shift((a, count) -> operation.apply(a, count, lane)), name + lane.letter);
        }
    }
}
