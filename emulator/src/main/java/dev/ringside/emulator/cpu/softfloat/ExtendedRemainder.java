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
        int distance = expA - exponent(mb, sb);
        if (distance < (nearest ? -1 : 0)) {
            return deliver(c, sign, expA, sigA, 0);
        }
        int reduction = distance < 64 ? distance : distance & 31 | 32;
        return reduce(c, sign, sigA, exponent(mb, sb) + distance - reduction, significand(mb), reduction, distance >= 64, nearest);
    }

    /** Divides {@code sigA * 2^reduction} by {@code sigB} and delivers the rest, whose unit has the exponent {@code exp - 63}. */
    private static int reduce(FloatContext c, boolean sign, long sigA, int exp, long sigB, int reduction, boolean partial, boolean nearest) {
        long quotient;
        long rest;
        boolean negative = sign;
        if (reduction < 0) {
            // |a| < |b|, and at least half of it: counted in units of half the divisor's
            if (sigA + Long.MIN_VALUE <= sigB + Long.MIN_VALUE) {
                return deliver(c, sign, exp - 1, sigA, 0);
            }
            int shift = Long.numberOfLeadingZeros((sigB << 1) - sigA);
            return deliver(c, !sign, exp - 1 - shift, (sigB << 1) - sigA << shift, 1);
        }
        long high = reduction == 0 ? 0 : sigA >>> 64 - reduction;
        quotient = WideArithmetic.divide128(high, sigA << reduction, sigB);
        rest = (sigA << reduction) - quotient * sigB;
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
            ExtendedFormat.deliverZero(c, sign);
            return bits;
        }
        int shift = Long.numberOfLeadingZeros(rest);
        return deliver(c, negative, exp - shift, rest << shift, bits);
    }

    private static int deliver(FloatContext c, boolean sign, int exp, long sig, int bits) {
        c.set(sign, exp, sig, 0);
        ExtendedRounding.pack(c);
        return bits;
    }
}
