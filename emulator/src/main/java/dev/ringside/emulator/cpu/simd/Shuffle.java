package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.BYTE;
import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.simd.Lane.WORD;

/** Rearrangement of bytes, words and doublewords by an immediate or by a control register. */
public final class Shuffle {
    private Shuffle() {}

    /**
     * PSHUFB, one half: each byte of {@code control} picks a byte of {@code high:low}, or 0 when its top bit is set.
     *
     * @param positions 7 or 15: the bits of a position that count
     */
    public static long bytes(long low, long high, long control, int positions) {
        long result = 0;
        for (int at = 0; at < 64; at += 8) {
            int pick = (int) (control >>> at);
            if ((pick & 0x80) == 0) {
                int from = pick & positions;
                result |= BYTE.unsigned(from < 8 ? low : high, 8 * (from & 7)) << at;
            }
        }
        return result;
    }

    /** PSHUFW, PSHUFLW, PSHUFHW: the words of a half in the order that the immediate's bit pairs say. */
    public static long words(long half, int immediate) {
        long result = 0;
        for (int i = 0; i < 4; i++) {
            result |= WORD.unsigned(half, 16 * (immediate >> 2 * i & 3)) << 16 * i;
        }
        return result;
    }

    /** PSHUFD, SHUFPS, one half: two of the four doublewords of {@code high:low}, chosen by the low two bit pairs. */
    public static long doublewords(long low, long high, int immediate) {
        return doubleword(low, high, immediate & 3) | doubleword(low, high, immediate >> 2 & 3) << 32;
    }

    /** One of the four doublewords of {@code high:low}. */
    public static long doubleword(long low, long high, int position) {
        return DOUBLEWORD.unsigned(position < 2 ? low : high, 32 * (position & 1));
    }

    /** The eight bytes from byte {@code first} on of the 32 bytes {@code q3:q2:q1:q0}; what lies beyond is 0. PALIGNR, byte shifts. */
    public static long window(long q0, long q1, long q2, long q3, int first) {
        int quad = first >> 3;
        int shift = 8 * (first & 7);
        long lower = quadword(q0, q1, q2, q3, quad);
        return shift == 0 ? lower : lower >>> shift | quadword(q0, q1, q2, q3, quad + 1) << 64 - shift;
    }

    private static long quadword(long q0, long q1, long q2, long q3, int number) {
        return switch (number) {
            case 0 -> q0;
            case 1 -> q1;
            case 2 -> q2;
            case 3 -> q3;
            default -> 0;
        };
    }

    static void register(SimdTable table) {
        table.add(SimdForms.wholeOrMmx((dl, dh, sl, sh, imm) -> bytes(dl, dh, sl, 15), (dl, dh, sl, sh, imm) -> bytes(dl, dh, sh, 15),
                (d, s, imm) -> bytes(d, 0, s, 7)), "PSHUFB");
        table.add(SimdForms.wholeOrMmx((dl, dh, sl, sh, imm) -> window(sl, sh, dl, dh, imm),
                (dl, dh, sl, sh, imm) -> window(sl, sh, dl, dh, imm + 8), (d, s, imm) -> window(s, d, 0, 0, imm)), "PALIGNR");
        table.add(SimdForms.mmx((d, s, imm) -> words(s, imm)), "PSHUFW");
        table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> words(sl, imm), (dl, dh, sl, sh, imm) -> sh), "PSHUFLW");
        table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> sl, (dl, dh, sl, sh, imm) -> words(sh, imm)), "PSHUFHW");
        table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> doublewords(sl, sh, imm),
                (dl, dh, sl, sh, imm) -> doublewords(sl, sh, imm >> 4)), "PSHUFD");
        table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> doublewords(dl, dh, imm),
                (dl, dh, sl, sh, imm) -> doublewords(sl, sh, imm >> 4)), "SHUFPS");
        table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> (imm & 1) == 0 ? dl : dh,
                (dl, dh, sl, sh, imm) -> (imm & 2) == 0 ? sl : sh), "SHUFPD");
        table.add(SimdForms.halves((d, s) -> s & DOUBLEWORD.mask | s << 32), "MOVSLDUP");
        table.add(SimdForms.halves((d, s) -> s & ~DOUBLEWORD.mask | s >>> 32), "MOVSHDUP");
        table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> sl, (dl, dh, sl, sh, imm) -> sl), "MOVDDUP");
    }
}
