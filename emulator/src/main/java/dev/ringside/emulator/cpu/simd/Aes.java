package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.BYTE;

/**
 * AESENC, AESENCLAST, AESDEC, AESDECLAST, AESIMC, AESKEYGENASSIST (SDM vol. 2; FIPS 197). A state is 16 bytes, column by column; each
 * method computes the two columns of one half.
 */
public final class Aes {
    private static final int FIELD_POLYNOMIAL = 0x11B;
    private static final byte[] SUBSTITUTION = substitution();
    private static final byte[] INVERSE_SUBSTITUTION = inverted(SUBSTITUTION);

    private Aes() {}

    /** A round up to MixColumns, before the round key is added: SubBytes and ShiftRows, then MixColumns unless it is the last. */
    public static long encrypt(long low, long high, int half, boolean last) {
        long shifted = substituteShifted(low, high, half, 1, SUBSTITUTION);
        return last ? shifted : mix(shifted, 2, 3, 1, 1);
    }

    /** A round of the equivalent inverse cipher, before the round key is added. */
    public static long decrypt(long low, long high, int half, boolean last) {
        long shifted = substituteShifted(low, high, half, -1, INVERSE_SUBSTITUTION);
        return last ? shifted : inverseMix(shifted);
    }

    /** InvMixColumns. */
    public static long inverseMix(long columns) {
        return mix(columns, 14, 11, 13, 9);
    }

    /** AESKEYGENASSIST, one half: from a quadword, its upper doubleword substituted, and the same rotated and xored with the constant. */
    public static long keyAssist(long quadword, int constant) {
        long word = 0;
        for (int at = 0; at < 32; at += 8) {
            word |= substitute((int) BYTE.unsigned(quadword, 32 + at), SUBSTITUTION) << at;
        }
        long rotated = Integer.toUnsignedLong(Integer.rotateRight((int) word, 8) ^ constant);
        return word | rotated << 32;
    }

    /** ShiftRows by {@code step} columns a row, and the substitution. */
    private static long substituteShifted(long low, long high, int half, int step, byte[] table) {
        long result = 0;
        for (int i = 0; i < 8; i++) {
            int row = i & 3;
            int column = 2 * half + (i >> 2) + step * row & 3;
            int from = 4 * column + row;
            int old = (int) BYTE.unsigned(from < 8 ? low : high, 8 * (from & 7));
            result |= substitute(old, table) << 8 * i;
        }
        return result;
    }

    private static long substitute(int value, byte[] table) {
        return table[value] & 0xFF;
    }

    /** Multiplies both columns by the circulant matrix whose first row is given. */
    private static long mix(long columns, int m0, int m1, int m2, int m3) {
        long result = 0;
        for (int i = 0; i < 8; i++) {
            int column = 32 * (i >> 2);
            int mixed = multiply(m0, byteOf(columns, column, i)) ^ multiply(m1, byteOf(columns, column, i + 1))
                    ^ multiply(m2, byteOf(columns, column, i + 2)) ^ multiply(m3, byteOf(columns, column, i + 3));
            result |= (long) mixed << 8 * i;
        }
        return result;
    }

    private static int byteOf(long columns, int column, int row) {
        return (int) BYTE.unsigned(columns, column + 8 * (row & 3));
    }

    /** Product in the field of 2^8 elements; the first factor is below 16. */
    private static int multiply(int small, int value) {
        int product = 0;
        for (int bit = 0; bit < 4; bit++) {
            product ^= (small >> bit & 1) != 0 ? value : 0;
            value = value << 1 ^ ((value & 0x80) != 0 ? FIELD_POLYNOMIAL : 0);
        }
        return product;
    }

    /** The S-box: the multiplicative inverse, then an affine map. Powers of 3 run through all elements but 0. */
    private static byte[] substitution() {
        byte[] table = new byte[256];
        int[] powers = new int[255];
        int power = 1;
        for (int i = 0; i < 255; i++) {
            powers[i] = power;
            power = multiply(3, power);
        }
        table[0] = 0x63;
        for (int i = 0; i < 255; i++) {
            int inverse = powers[(255 - i) % 255];
            int doubled = inverse | inverse << 8;
            table[powers[i]] = (byte) (inverse ^ doubled >> 7 ^ doubled >> 6 ^ doubled >> 5 ^ doubled >> 4 ^ 0x63);
        }
        return table;
    }

    private static byte[] inverted(byte[] table) {
        byte[] inverse = new byte[256];
        for (int i = 0; i < 256; i++) {
            inverse[table[i] & 0xFF] = (byte) i;
        }
        return inverse;
    }

    static void register(SimdTable table) {
        for (boolean last : new boolean[] {false, true}) {
            table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> encrypt(dl, dh, 0, last) ^ sl,
                    (dl, dh, sl, sh, imm) -> encrypt(dl, dh, 1, last) ^ sh), last ? "AESENCLAST" : "AESENC");
            table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> decrypt(dl, dh, 0, last) ^ sl,
                    (dl, dh, sl, sh, imm) -> decrypt(dl, dh, 1, last) ^ sh), last ? "AESDECLAST" : "AESDEC");
        }
        table.add(SimdForms.halves((d, s) -> inverseMix(s)), "AESIMC");
        table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> keyAssist(sl, imm), (dl, dh, sl, sh, imm) -> keyAssist(sh, imm)),
                "AESKEYGENASSIST");
    }
}
