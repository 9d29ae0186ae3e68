package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.BYTE;
import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.simd.Lane.WORD;

/** Multiplications, multiply-and-add, sums of absolute differences. Each method computes one half of the result. */
public final class PackedMultiply {
    private PackedMultiply() {}

    /** PMULLW: low words of the products. */
    public static long low(long a, long b) {
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            result |= (WORD.unsigned(a, at) * WORD.unsigned(b, at) & WORD.mask) << at;
        }
        return result;
    }

    /** PMULHW: high words of the signed products. */
    public static long highSigned(long a, long b) {
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            result |= (WORD.signed(a, at) * WORD.signed(b, at) >> 16 & WORD.mask) << at;
        }
        return result;
    }

    /** PMULHUW: high words of the unsigned products. */
    public static long highUnsigned(long a, long b) {
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            result |= WORD.unsigned(a, at) * WORD.unsigned(b, at) >>> 16 << at;
        }
        return result;
    }

    /** PMULHRSW: signed products as fractions of 15 bits, rounded. */
    public static long highRounded(long a, long b) {
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            result |= ((WORD.signed(a, at) * WORD.signed(b, at) >> 14) + 1 >> 1 & WORD.mask) << at;
        }
        return result;
    }

    /** PMULLD: low doublewords of the products. */
    public static long lowDoublewords(long a, long b) {
        return a * b & DOUBLEWORD.mask | (a >>> 32) * (b >>> 32) << 32;
    }

    /** PMULUDQ: the unsigned product of the low doublewords. */
    public static long wideUnsigned(long a, long b) {
        return (a & DOUBLEWORD.mask) * (b & DOUBLEWORD.mask);
    }

    /** PMULDQ: the signed product of the low doublewords. */
    public static long wideSigned(long a, long b) {
        return (long) (int) a * (int) b;
    }

    /** PMADDWD: sums of two signed products each; wraps only when all four words are 8000h. */
    public static long multiplyAdd(long a, long b) {
        long result = 0;
        for (int at = 0; at < 64; at += 32) {
            long sum = WORD.signed(a, at) * WORD.signed(b, at) + WORD.signed(a, at + 16) * WORD.signed(b, at + 16);
            result |= (sum & DOUBLEWORD.mask) << at;
        }
        return result;
    }

    /** PMADDUBSW: unsigned bytes of {@code a} times signed bytes of {@code b}, sums of two held at the limits of signed words. */
    public static long multiplyAddBytes(long a, long b) {
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            long sum = BYTE.unsigned(a, at) * BYTE.signed(b, at) + BYTE.unsigned(a, at + 8) * BYTE.signed(b, at + 8);
            result |= (Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE) & WORD.mask) << at;
        }
        return result;
    }

    /** PSADBW: the sum of the absolute differences of the eight unsigned bytes. */
    public static long sumOfDifferences(long a, long b) {
        long sum = 0;
        for (int at = 0; at < 64; at += 8) {
            sum += Math.abs(BYTE.unsigned(a, at) - BYTE.unsigned(b, at));
        }
        return sum;
    }

    /**
     * MPSADBW, one half: sums of absolute differences between four bytes and each of four places of a window.
     *
     * @param window bytes 0-7 of the window; bytes 0-6 count
     * @param block the four bytes, in the low doubleword
     */
    public static long windowDifferences(long window, long block) {
        long result = 0;
        for (int place = 0; place < 4; place++) {
            long sum = sumOfDifferences(window >>> 8 * place & DOUBLEWORD.mask, block & DOUBLEWORD.mask);
            result |= sum << 16 * place;
        }
        return result;
    }

    /**
     * PHMINPOSUW: the smallest of eight unsigned words, with its position.
     *
     * @return the low half of the result: position above bit 16, value below; the high half is 0
     */
    public static long minimumPosition(long low, long high) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            long word = WORD.unsigned(i < 4 ? low : high, 16 * (i & 3));
            if (word < (least & WORD.mask) || i == 0) {
                least = word | (long) i << 16;
            }
        }
        return least;
    }

    static void register(SimdTable table) {
        table.add(SimdForms.halves(PackedMultiply::low), "PMULLW");
        table.add(SimdForms.halves(PackedMultiply::highSigned), "PMULHW");
        table.add(SimdForms.halves(PackedMultiply::highUnsigned), "PMULHUW");
        table.add(SimdForms.halves(PackedMultiply::highRounded), "PMULHRSW");
        table.add(SimdForms.halves(PackedMultiply::lowDoublewords), "PMULLD");
        table.add(SimdForms.halves(PackedMultiply::wideUnsigned), "PMULUDQ");
        table.add(SimdForms.halves(PackedMultiply::wideSigned), "PMULDQ");
        table.add(SimdForms.halves(PackedMultiply::multiplyAdd), "PMADDWD");
        table.add(SimdForms.halves(PackedMultiply::multiplyAddBytes), "PMADDUBSW");
        table.add(SimdForms.halves(PackedMultiply::sumOfDifferences), "PSADBW");
        table.add(SimdForms.whole((dl, dh, low, high, imm) -> minimumPosition(low, high), (dl, dh, low, high, imm) -> 0), "PHMINPOSUW");
        table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> windowDifferences(Shuffle.window(dl, dh, 0, 0, imm & 4), block(sl, sh, imm)),
                (dl, dh, sl, sh, imm) -> windowDifferences(Shuffle.window(dl, dh, 0, 0, (imm & 4) + 4), block(sl, sh, imm))), "MPSADBW");
    }

    private static long block(long low, long high, int immediate) {
        return Shuffle.window(low, high, 0, 0, 4 * (immediate & 3));
    }
}
