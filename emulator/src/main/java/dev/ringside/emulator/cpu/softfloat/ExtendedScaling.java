package dev.ringside.emulator.cpu.softfloat;

import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.exponent;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isDenormal;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isInfinite;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isNegative;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.isZero;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.significand;

/** FSCALE and FXTRACT: putting exponents on and taking them off. */
public final class ExtendedScaling {
    /** Exponents beyond this overflow or underflow whatever the significand; it keeps sums of exponents inside an int. */
    private static final int FAR = 0x10000;

    private ExtendedScaling() {
    }

    /**
     * FSCALE: {@code a * 2^trunc(b)} (SDM vol.2 table 3-39).
     *
     * @param ma significand of the value to scale
     * @param sa sign and exponent of the value to scale
     * @param mb significand of the scale
     * @param sb sign and exponent of the scale
     * @param c control state; takes result and exceptions
     */
    public static void scale(long ma, int sa, long mb, int sb, FloatContext c) {
        if (ExtendedFormat.special(ma, sa, mb, sb, c)) {
            return;
        }
        boolean infiniteScale = isInfinite(mb, sb);
        boolean down = isNegative(sb);
        boolean clash = down ? isInfinite(ma, sa) : isZero(ma, sa);
        if (infiniteScale && clash) {
            ExtendedFormat.invalid(c);
            return;
        }
        ExtendedFormat.noteDenormals(c, isDenormal(ma, sa) || isDenormal(mb, sb));
        if (c.stopped()) {
            return;
        }
        boolean sign = isNegative(sa);
        if (isInfinite(ma, sa) || isZero(ma, sa) || isZero(mb, sb)) {
            ExtendedFormat.deliverOperand(c, ma, sa);
        } else if (infiniteScale && down) {
            ExtendedFormat.deliverZero(c, sign);
        } else if (infiniteScale) {
            ExtendedFormat.deliverInfinity(c, sign);
        } else {
            int distance = truncated(mb, sb);
            c.set(sign, exponent(ma, sa) + (down ? -distance : distance), significand(ma), 0);
            ExtendedRounding.pack(c);
        }
    }

    /** The magnitude of a finite value without its fraction, at most {@link #FAR}. */
    private static int truncated(long mantissa, int signExponent) {
        if (mantissa == 0) {
            return 0;
        }
        int exp = exponent(mantissa, signExponent);
        return exp < 0 ? 0 : exp >= 16 ? FAR : (int) (significand(mantissa) >>> 63 - exp);
    }

    /**
     * The exponent half of FXTRACT: the unbiased exponent as a number; minus infinity and ZE for zeros, plus infinity for infinities.
     *
     * @param mantissa significand of the operand
     * @param signExponent sign and exponent of the operand
     * @param c control state; takes result and exceptions
     */
    public static void extractExponent(long mantissa, int signExponent, FloatContext c) {
        if (ExtendedFormat.special(mantissa, signExponent, c)) {
            return;
        }
        if (isZero(mantissa, signExponent)) {
            c.raise(FloatContext.ZE);
            ExtendedFormat.deliverInfinity(c, true);
        } else if (isInfinite(mantissa, signExponent)) {
            ExtendedFormat.deliverInfinity(c, false);
        } else {
            ExtendedFormat.noteDenormals(c, isDenormal(mantissa, signExponent));
            ExtendedConversion.fromInteger(exponent(mantissa, signExponent), c);
        }
    }

    /**
     * The significand half of FXTRACT: the operand with the exponent of 1.0; zeros, infinities and NaNs stay.
     *
     * @param mantissa significand of the operand
     * @param signExponent sign and exponent of the operand
     * @param c takes the result; exceptions are those of {@link #extractExponent}
     */
    public static void extractSignificand(long mantissa, int signExponent, FloatContext c) {
        if (ExtendedFormat.special(mantissa, signExponent, c)) {
            return;
        }
        if (isZero(mantissa, signExponent) || isInfinite(mantissa, signExponent)) {
            ExtendedFormat.deliver(c, mantissa, signExponent);
        } else {
            ExtendedFormat.deliver(c, significand(mantissa), signExponent & ExtendedFormat.SIGN | ExtendedFormat.BIAS);
        }
    }
}
