package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.BYTE;
import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.simd.Lane.QUADWORD;
import static dev.ringside.emulator.cpu.simd.Lane.WORD;

/**
 * Addition, subtraction, comparison, minimum, maximum, average, sign and bitwise logic. All lanes of a half are computed at once;
 * carries are kept from crossing lanes by treating the top bits apart.
 */
public final class PackedInteger {
    private PackedInteger() {}

    /** An operation on the lanes of one half; all methods of this class have this shape. */
    @FunctionalInterface
    public interface Operation {
        /**
         * @param a the half of the destination operand
         * @param b the half of the source operand
         * @param lane how they divide
         * @return the half of the result
         */
        long apply(long a, long b, Lane lane);
    }

    /** PADDx: sums, wrapping. */
    public static long add(long a, long b, Lane lane) {
        return (a & ~lane.signs) + (b & ~lane.signs) ^ (a ^ b) & lane.signs;
    }

    /** PSUBx: differences, wrapping. */
    public static long subtract(long a, long b, Lane lane) {
        return (a | lane.signs) - (b & ~lane.signs) ^ (a ^ ~b) & lane.signs;
    }

    /** PADDUSx: sums, held at the largest unsigned value. */
    public static long addUnsigned(long a, long b, Lane lane) {
        long sum = add(a, b, lane);
        return sum | lane.spread((a & b | (a | b) & ~sum) & lane.signs);
    }

    /** PSUBUSx: differences, held at 0. */
    public static long subtractUnsigned(long a, long b, Lane lane) {
        return subtract(a, b, lane) & ~lane.spread(borrows(a, b, lane));
    }

    /** PADDSx: sums, held at the limits of signed values. */
    public static long addSigned(long a, long b, Lane lane) {
        long sum = add(a, b, lane);
        return saturated(a, sum, ~(a ^ b) & (a ^ sum), lane);
    }

    /** PSUBSx: differences, held at the limits of signed values. */
    public static long subtractSigned(long a, long b, Lane lane) {
        long difference = subtract(a, b, lane);
        return saturated(a, difference, (a ^ b) & (a ^ difference), lane);
    }

    /** Where {@code overflow} has a top bit, the limit on the side of {@code a}; elsewhere {@code value}. */
    private static long saturated(long a, long value, long overflow, Lane lane) {
        long limits = ~lane.signs + ((a & lane.signs) >>> lane.width - 1);
        long where = lane.spread(overflow & lane.signs);
        return limits & where | value & ~where;
    }

    /** Top bits of the lanes in which {@code a < b}, unsigned. */
    private static long borrows(long a, long b, Lane lane) {
        return (~a & b | ~(a ^ b) & subtract(a, b, lane)) & lane.signs;
    }

    /** PCMPEQx: all ones where equal. */
    public static long equal(long a, long b, Lane lane) {
        long different = a ^ b;
        long nonzero = (different & ~lane.signs) + ~lane.signs | different;
        return lane.spread(~nonzero & lane.signs);
    }

    /** PCMPGTx: all ones where {@code a > b}, signed. */
    public static long greater(long a, long b, Lane lane) {
        return lane.spread(borrows(b ^ lane.signs, a ^ lane.signs, lane));
    }

    /** PMINUx. */
    public static long minimumUnsigned(long a, long b, Lane lane) {
        return select(lane.spread(borrows(a, b, lane)), a, b);
    }

    /** PMAXUx. */
    public static long maximumUnsigned(long a, long b, Lane lane) {
        return select(lane.spread(borrows(a, b, lane)), b, a);
    }

    /** PMINSx. */
    public static long minimumSigned(long a, long b, Lane lane) {
        return select(greater(a, b, lane), b, a);
    }

    /** PMAXSx. */
    public static long maximumSigned(long a, long b, Lane lane) {
        return select(greater(a, b, lane), a, b);
    }

    private static long select(long where, long yes, long no) {
        return yes & where | no & ~where;
    }

    /** PAVGx: unsigned averages, halves rounded up. */
    public static long average(long a, long b, Lane lane) {
        return (a | b) - ((a ^ b) >>> 1 & ~lane.signs);
    }

    /** PABSx of the source; the most negative value stays. */
    public static long absolute(long a, long b, Lane lane) {
        return negated(b, lane.spread(b & lane.signs), lane);
    }

    /** PSIGNx: {@code a} negated, zeroed or kept as {@code b} is negative, zero or positive. */
    public static long sign(long a, long b, Lane lane) {
        return negated(a, lane.spread(b & lane.signs), lane) & ~equal(b, 0, lane);
    }

    private static long negated(long a, long where, Lane lane) {
        return subtract(a ^ where, where, lane);
    }

    /** PHADDx, PHSUBx and the like: the operation on the even and odd lanes of {@code a} (low half of the result) and {@code b}. */
    static long horizontal(Operation operation, long a, long b, Lane lane) {
        int w = lane.width;
        return operation.apply(evens(a, lane) | evens(b, lane) << 32, evens(a >>> w, lane) | evens(b >>> w, lane) << 32, lane);
    }

    /** The even lanes, words or doublewords, moved together into the low 32 bits. */
    private static long evens(long half, Lane lane) {
        return lane == DOUBLEWORD ? half & lane.mask : half & lane.mask | half >>> 16 & lane.mask << 16;
    }

    static void register(SimdTable table) {
        lanes(table, "PADD", PackedInteger::add, BYTE, WORD, DOUBLEWORD, QUADWORD);
        lanes(table, "PSUB", PackedInteger::subtract, BYTE, WORD, DOUBLEWORD, QUADWORD);
        lanes(table, "PADDUS", PackedInteger::addUnsigned, BYTE, WORD);
        lanes(table, "PSUBUS", PackedInteger::subtractUnsigned, BYTE, WORD);
        lanes(table, "PADDS", PackedInteger::addSigned, BYTE, WORD);
        lanes(table, "PSUBS", PackedInteger::subtractSigned, BYTE, WORD);
        lanes(table, "PCMPEQ", PackedInteger::equal, BYTE, WORD, DOUBLEWORD, QUADWORD);
        lanes(table, "PCMPGT", PackedInteger::greater, BYTE, WORD, DOUBLEWORD, QUADWORD);
        lanes(table, "PMINU", PackedInteger::minimumUnsigned, BYTE, WORD, DOUBLEWORD);
        lanes(table, "PMAXU", PackedInteger::maximumUnsigned, BYTE, WORD, DOUBLEWORD);
        lanes(table, "PMINS", PackedInteger::minimumSigned, BYTE, WORD, DOUBLEWORD);
        lanes(table, "PMAXS", PackedInteger::maximumSigned, BYTE, WORD, DOUBLEWORD);
        lanes(table, "PAVG", PackedInteger::average, BYTE, WORD);
        lanes(table, "PABS", PackedInteger::absolute, BYTE, WORD, DOUBLEWORD);
        lanes(table, "PSIGN", PackedInteger::sign, BYTE, WORD, DOUBLEWORD);
        horizontal(table, "PHADD", "", PackedInteger::add, WORD, DOUBLEWORD);
        horizontal(table, "PHSUB", "", PackedInteger::subtract, WORD, DOUBLEWORD);
        horizontal(table, "PHADD", "S", PackedInteger::addSigned, WORD);
        horizontal(table, "PHSUB", "S", PackedInteger::subtractSigned, WORD);
        table.add(SimdForms.halves((a, b) -> a & b), "PAND", "ANDPS", "ANDPD");
        table.add(SimdForms.halves((a, b) -> ~a & b), "PANDN", "ANDNPS", "ANDNPD");
        table.add(SimdForms.halves((a, b) -> a | b), "POR", "ORPS", "ORPD");
        table.add(SimdForms.halves((a, b) -> a ^ b), "PXOR", "XORPS", "XORPD");
    }

    private static void lanes(SimdTable table, String name, Operation operation, Lane... lanes) {
        for (Lane lane : lanes) {
            table.add(SimdForms.halves((a, b) -> operation.apply(a, b, lane)), name + lane.letter);
        }
    }

    private static void horizontal(SimdTable table, String name, String saturating, Operation operation, Lane... lanes) {
        for (Lane lane : lanes) {
            table.add(SimdForms.pairs((a, b) -> horizontal(operation, a, b, lane)), name + saturating + lane.letter);
        }
    }
}
