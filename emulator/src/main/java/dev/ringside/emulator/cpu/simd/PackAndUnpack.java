package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.BYTE;
import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.simd.Lane.QUADWORD;
import static dev.ringside.emulator.cpu.simd.Lane.WORD;

/** Narrowing with saturation, interleaving, and widening. */
public final class PackAndUnpack {
    private PackAndUnpack() {}

    /**
     * PACKxxxx, one half: the signed integers of {@code a}, then of {@code b}, at half their width.
     *
     * @param narrow width of the result's integers
     * @param least their least value: 0 for unsigned results
     */
    public static long pack(long a, long b, Lane narrow, long least) {
        Lane wide = narrow == BYTE ? WORD : DOUBLEWORD;
        long greatest = least + narrow.mask;
        long result = 0;
        for (int at = 0; at < 64; at += wide.width) {
            result |= (Math.clamp(wide.signed(a, at), least, greatest) & narrow.mask) << at / 2;
            result |= (Math.clamp(wide.signed(b, at), least, greatest) & narrow.mask) << 32 + at / 2;
        }
        return result;
    }

    /** PUNPCKLxx of 64-bit operands: the lower halves' integers interleaved, {@code a}'s first. */
    public static long interleaveLow(long a, long b, Lane lane) {
        if (lane == QUADWORD) {
            return a;
        }
        long result = 0;
        for (int at = 0; at < 32; at += lane.width) {
            result |= lane.unsigned(a, at) << 2 * at | lane.unsigned(b, at) << 2 * at + lane.width;
        }
        return result;
    }

    /** PUNPCKHxx of 64-bit operands: the upper halves' integers interleaved. */
    public static long interleaveHigh(long a, long b, Lane lane) {
        return lane == QUADWORD ? b : interleaveLow(a >>> 32, b >>> 32, lane);
    }

    /** PMOVSXxx, PMOVZXxx, one half: the lowest integers of {@code source}, widened. */
    public static long extend(long source, Lane narrow, Lane wide, boolean signed) {
        long result = 0;
        for (int from = 0, to = 0; to < 64; from += narrow.width, to += wide.width) {
            long value = signed ? narrow.signed(source, from) : narrow.unsigned(source, from);
            result |= (value & wide.mask) << to;
        }
        return result;
    }

    static void register(SimdTable table) {
        table.add(SimdForms.pairs((a, b) -> pack(a, b, BYTE, Byte.MIN_VALUE)), "PACKSSWB");
        table.add(SimdForms.pairs((a, b) -> pack(a, b, WORD, Short.MIN_VALUE)), "PACKSSDW");
        table.add(SimdForms.pairs((a, b) -> pack(a, b, BYTE, 0)), "PACKUSWB");
        table.add(SimdForms.pairs((a, b) -> pack(a, b, WORD, 0)), "PACKUSDW");
        interleave(table, BYTE, "BW");
        interleave(table, WORD, "WD");
        interleave(table, DOUBLEWORD, "DQ");
        interleave(table, QUADWORD, "QDQ");
        table.add(unpackLow(DOUBLEWORD), "UNPCKLPS");
        table.add(unpackHigh(DOUBLEWORD), "UNPCKHPS");
        table.add(unpackLow(QUADWORD), "UNPCKLPD");
        table.add(unpackHigh(QUADWORD), "UNPCKHPD");
        Lane[] lanes = Lane.values();
        for (Lane narrow : lanes) {
            for (int w = narrow.ordinal() + 1; w < lanes.length; w++) {
                table.add(extension(narrow, lanes[w], true), "PMOVSX" + narrow.letter + lanes[w].letter);
                table.add(extension(narrow, lanes[w], false), "PMOVZX" + narrow.letter + lanes[w].letter);
            }
        }
    }

    private static void interleave(SimdTable table, Lane lane, String letters) {
        table.add(unpackLow(lane), "PUNPCKL" + letters);
        table.add(unpackHigh(lane), "PUNPCKH" + letters);
    }

    private static RowBinding unpackLow(Lane lane) {
        return SimdForms.wholeOrMmx((dl, dh, sl, sh, imm) -> interleaveLow(dl, sl, lane),
                (dl, dh, sl, sh, imm) -> interleaveHigh(dl, sl, lane), (d, s, imm) -> interleaveLow(d, s, lane));
    }

    private static RowBinding unpackHigh(Lane lane) {
        return SimdForms.wholeOrMmx((dl, dh, sl, sh, imm) -> interleaveLow(dh, sh, lane),
                (dl, dh, sl, sh, imm) -> interleaveHigh(dh, sh, lane), (d, s, imm) -> interleaveHigh(d, s, lane));
    }

    private static RowBinding extension(Lane narrow, Lane wide, boolean signed) {
        int consumed = 64 * narrow.width / wide.width;
        return SimdForms.whole((dl, dh, sl, sh, imm) -> extend(sl, narrow, wide, signed),
                (dl, dh, sl, sh, imm) -> extend(sl >>> consumed, narrow, wide, signed));
    }
}
