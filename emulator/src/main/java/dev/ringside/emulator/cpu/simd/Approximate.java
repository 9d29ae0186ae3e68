package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;

import java.util.function.LongUnaryOperator;

/**
 * RCPPS, RCPSS, RSQRTPS, RSQRTSS on float32 bit patterns. The manual allows a relative error of 1.5 * 2^-12. Intel processors answer as
 * if every interval of operands with equal leading fraction bits (11 for the reciprocal, 10 for the root) were represented by its
 * middle, and the result of that rounded to 13 bits; so do these methods. They raise no exceptions and know no MXCSR: denormals count
 * as zeros, and tiny results are zeros.
 */
public final class Approximate {
    private static final long SIGN = 0x80000000L;
    private static final long INFINITY = 0x7F800000L;
    private static final long FRACTION = 0x7FFFFFL;
    private static final long QUIET = 0x400000L;
    private static final long INDEFINITE = 0xFFC00000L;
    private static final int BIAS = 127;
    private static final int RESULT_BITS = 13;

    private Approximate() {}

    /** RCPSS: about {@code 1 / x}. */
    public static long reciprocal(long x) {
        long sign = x & SIGN;
        int exponent = (int) (x >>> 23) & 0xFF;
        if (exponent == 0) {
            return sign | INFINITY;
        }
        if (exponent == 0xFF) {
            return (x & FRACTION) != 0 ? x | QUIET : sign;
        }
        long middle = 4097 + 2 * (x >>> 12 & 0x7FF);
        long quotient = (1L << RESULT_BITS + 13) / middle + 1 >> 1;
        int resultExponent = 2 * BIAS - 1 - exponent;
        return resultExponent <= 0 ? sign : sign | pack(resultExponent, quotient);
    }

    /** RSQRTSS: about {@code 1 / sqrt(x)}; a negative number gives the indefinite QNaN. */
    public static long reciprocalRoot(long x) {
        int exponent = (int) (x >>> 23) & 0xFF;
        if (exponent == 0) {
            return x & SIGN | INFINITY;
        }
        if (exponent == 0xFF && (x & FRACTION) != 0) {
            return x | QUIET;
        }
        if ((x & SIGN) != 0) {
            return INDEFINITE;
        }
        if (exponent == 0xFF) {
            return 0;
        }
        int odd = exponent - BIAS & 1;
        double middle = (1 + ((x >>> 13 & 0x3FF) + 0.5) / 1024) * (1 + odd);
        long root = (long) Math.rint((1 << RESULT_BITS) / Math.sqrt(middle));
        return pack(BIAS - 1 - (exponent - BIAS - odd) / 2, root);
    }

    /** A number of {@link #RESULT_BITS} bits, the top one set and implied, with its biased exponent. */
    private static long pack(int exponent, long significand) {
        return (long) exponent << 23 | (significand << 24 - RESULT_BITS & FRACTION);
    }

    static void register(SimdTable table) {
        approximation(table, "RCP", Approximate::reciprocal);
        approximation(table, "RSQRT", Approximate::reciprocalRoot);
    }

    private static void approximation(SimdTable table, String name, LongUnaryOperator f) {
        table.add(SimdForms.halves((d, s) -> f.applyAsLong(s & DOUBLEWORD.mask) | f.applyAsLong(s >>> 32) << 32), name + "PS");
        table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> InsertExtract.insert(dl, f.applyAsLong(sl & DOUBLEWORD.mask), 0, DOUBLEWORD),
                (dl, dh, sl, sh, imm) -> dh), name + "SS");
    }
}
