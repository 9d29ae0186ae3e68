package dev.ringside.emulator.cpu.softfloat;

import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.exponent;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isDenormal;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isInfinite;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isNegative;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isZero;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.significand;

/** FPREM and FPREM1: exact remainders, in steps that reduce the exponent by at most 63. */
public final class ExtendedRemainder {
    /** Returned instead of quotient bits when the reduction is partial: C2 set, the instruction is to be repeated. */
    public static final int INCOMPLETE = 8;
    /** Returned instead of quotient bits when there is no quotient: the operands are invalid or a NaN. */
    public static final int NONE = -1;

    private ExtendedRemainder() {
    }

    /**
     * One step of {@code a rem b}.
     *
     * @param ma significand of the dividend
     * @param sa sign and exponent of the dividend
     * @param mb significand of the divisor
     * @param sb sign and exponent of the divisor
     * @param nearest whether the quotient is rounded to nearest (FPREM1, IEEE 754) and not toward zero (FPREM)
     * @param c control state; takes result and exceptions
     * @return the low three bits of the quotient's magnitude, {@link #INCOMPLETE} or {@link #NONE}
     */
    public static int step(long ma, int sa, long mb, int sb, boolean nearest, FloatContext c) {
        if (ExtendedFormat.special(ma, sa, mb, sb, c)) {
            return NONE;
        }
        if (isInfinite(ma, sa) || isZero(mb, sb)) {
            ExtendedFormat.invalid(c);
            return NONE;
        }
        ExtendedFormat.noteDenormals(c, isDenormal(ma, sa) || isDenormal(mb, sb));
        if (c.stopped()) {
            return NONE;
        }
        boolean sign = isNegative(sa);
        if (ma == 0 || isInfinite(mb, sb)) {
            ExtendedFormat.deliverOperand(c, ma, sa);
            return 0;
        }
        int expA = exponent(ma, sa);
        long sigA = significand(ma);
        int expB = exponent(mb, sb);
        long sigB = significand(mb);
        int distance = expA - expB;
        if (distance < (nearest ? -1 : 0)) {
            return deliver(c, sign, expA, sigA, 0);
        }
        if (distance == -1) {
            return belowDivisor(c, sign, expA, sigA, sigB);
        }
        int reduction = distance < 64 ? distance : distance & 31 | 32;
        c.set(sign, expB + distance - reduction, sigA, 0);
        return reduce(c, sigB, reduction, distance >= 64, nearest);
    }

    /** FPREM1 of a dividend between a quarter of the divisor and the divisor: the quotient is 0, or 1 from above the half. */
    private static int belowDivisor(FloatContext c, boolean sign, int exp, long sigA, long sigB) {
        if (Long.compareUnsigned(sigA, sigB) <= 0) {
            return deliver(c, sign, exp, sigA, 0);
        }
        long rest = (sigB << 1) - sigA;
        int shift = Long.numberOfLeadingZeros(rest);
        return deliver(c, !sign, exp - shift, rest << shift, 1);
    }

    /** Divides the context's {@code high * 2^reduction} by {@code sigB} and delivers the rest, with the context's sign and exponent. */
    private static int reduce(FloatContext c, long sigB, int reduction, boolean partial, boolean nearest) {
        long low = c.high << reduction;
        long quotient = WideArithmetic.divide128(reduction == 0 ? 0 : c.high >>> 64 - reduction, low, sigB);
        long rest = low - quotient * sigB;
        boolean negative = c.sign;
        if (nearest && !partial) {
            int order = Long.compareUnsigned(rest, sigB - rest);
            if (order > 0 || order == 0 && (quotient & 1) != 0) {
                rest = sigB - rest;
                negative = !negative;
                quotient++;
            }
        }
        int bits = partial ? INCOMPLETE : (int) quotient & 7;
        if (rest == 0) {
            ExtendedFormat.deliverZero(c, c.sign);
            return bits;
        }
        int shift = Long.numberOfLeadingZeros(rest);
        return deliver(c, negative, c.exponent - shift, rest << shift, bits);
    }

    private static int deliver(FloatContext c, boolean sign, int exp, long sig, int bits) {
        c.set(sign, exp, sig, 0);
        ExtendedRounding.pack(c);
        return bits;
    }
}
