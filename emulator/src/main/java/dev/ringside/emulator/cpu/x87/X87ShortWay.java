package dev.ringside.emulator.cpu.x87;

import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.BIAS;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.INTEGER_BIT;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SIGN;
import static dev.ringside.emulator.cpu.softfloat.ExtendedFormat.SPECIAL;

import dev.ringside.emulator.cpu.softfloat.ExtendedArithmetic.Binary;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.cpu.softfloat.SseComparison;

/**
 * The plain case of the x87's commonest instructions in few steps, straight on the registers: registers in use, normal operands and a
 * normal result, rounding to nearest with 64 bits of precision. No exception but PE can come of it, and that is not asked for before the
 * next instruction. A method that returns false has changed nothing: {@link X87Arithmetic}, {@link X87Comparison} and
 * {@link X87Transfer} have the rules for everything else. Methods are short, so that HotSpot puts them in line.
 */
final class X87ShortWay {
    private static final int DOUBLE_SPECIAL = 0x7FF, DOUBLE_BIAS = 0x3FF, SINGLE_SPECIAL = 0xFF, SINGLE_BIAS = 0x7F;

    private X87ShortWay() {
    }

    // ---- arithmetic ----

    /** {@link X87Arithmetic#binary}. */
    static boolean binary(X87State s, Binary op, int destination, int source, boolean pop) {
        int d = s.physical(destination);
        int o = s.physical(source);
        if (!s.roundsPlainly() || s.isEmpty(destination) || s.isEmpty(source)
                || !compute(s, op, d, s.mantissa[d], s.signExponent[d], s.mantissa[o], s.signExponent[o])) {
            return false;
        }
        if (pop) {
            s.pop();
        }
        return true;
    }

    /** {@link X87Arithmetic#binaryWithFloat}. */
    static boolean binaryWithFloat(X87State s, Binary op, FloatFormat format, long value) {
        int d = s.top;
        return s.roundsPlainly() && !s.isEmpty(0) && isNormal(format, value)
                && compute(s, op, d, s.mantissa[d], s.signExponent[d], mantissa(format, value), signExponent(format, value));
    }

    // The operation is a constant where a translated unit calls.
    private static boolean compute(X87State s, Binary op, int d, long ma, int sa, long mb, int sb) {
        if (!isNormal(ma, sa) || !isNormal(mb, sb)) {
            return false;
        }
        if (op == X87Arithmetic.ADD) {
            return sum(s, d, ma, sa, mb, sb);
        }
        if (op == X87Arithmetic.MUL) {
            return product(s, d, ma, sa, mb, sb);
        }
        if (op == X87Arithmetic.SUB) {
            return sum(s, d, ma, sa, mb, sb ^ SIGN);
        }
        return op == X87Arithmetic.SUBR && sum(s, d, mb, sb, ma, sa ^ SIGN);
    }

    private static boolean sum(X87State s, int d, long ma, int sa, long mb, int sb) {
        int ea = sa & SPECIAL;
        int eb = sb & SPECIAL;
        return ea > eb || ea == eb && Long.compareUnsigned(ma, mb) >= 0 ? ordered(s, d, ma, sa, mb, sb) : ordered(s, d, mb, sb, ma, sa);
    }

    /** The larger magnitude first, so that a difference never changes sign. */
    private static boolean ordered(X87State s, int d, long ma, int sa, long mb, int sb) {
        int exponent = sa & SPECIAL;
        int distance = exponent - (sb & SPECIAL);
        if (distance > 63) {
            return false;
        }
        long high = mb >>> distance;
        long low = distance == 0 ? 0 : mb << -distance;
        if (((sa ^ sb) & SIGN) == 0) {
            long sum = ma + high;
            if (sum < 0 && Long.compareUnsigned(sum, ma) >= 0) {
                return deliver(s, d, sa & SIGN, exponent, sum, low);
            }
            return deliver(s, d, sa & SIGN, exponent + 1, sum >>> 1 | INTEGER_BIT, low >>> 1 | sum << 63 | low & 1);
        }
        long difference = ma - high - (low != 0 ? 1 : 0);
        if (difference == 0) {
            return false;
        }
        int shift = Long.numberOfLeadingZeros(difference);
        long upper = shift == 0 ? difference : difference << shift | -low >>> 64 - shift;
        return deliver(s, d, sa & SIGN, exponent - shift, upper, -low << shift);
    }

    private static boolean product(X87State s, int d, long ma, int sa, long mb, int sb) {
        long high = Math.unsignedMultiplyHigh(ma, mb);
        long low = ma * mb;
        int exponent = (sa & SPECIAL) + (sb & SPECIAL) - BIAS;
        int sign = (sa ^ sb) & SIGN;
        return high < 0 ? deliver(s, d, sign, exponent + 1, high, low) : deliver(s, d, sign, exponent, high << 1 | low >>> 63, low << 1);
    }

    /** Rounds and writes; the exponent must stay that of a normal number when rounding carries. */
    private static boolean deliver(X87State s, int d, int sign, int exponent, long high, long low) {
        if (exponent < 1 || exponent > SPECIAL - 2) {
            return false;
        }
        boolean up = low < 0 && (low << 1 != 0 || (high & 1) != 0);
        long rounded = up ? high + 1 : high;
        s.mantissa[d] = rounded == 0 ? INTEGER_BIT : rounded;
        s.signExponent[d] = sign | (rounded == 0 ? exponent + 1 : exponent);
        s.rounded(low != 0, up);
        return true;
    }

    // ---- comparison ----

    /** {@link X87Comparison#compare}; numbers raise nothing in either family. */
    static boolean compare(X87State s, int source, int pops) {
        int a = s.top;
        int b = s.physical(source);
        return !s.isEmpty(0) && !s.isEmpty(source)
                && compare(s, s.mantissa[a], s.signExponent[a], s.mantissa[b], s.signExponent[b], pops);
    }

    /** {@link X87Comparison#compareWithFloat}. */
    static boolean compareWithFloat(X87State s, FloatFormat format, long value, int pops) {
        int a = s.top;
        return !s.isEmpty(0) && isNormal(format, value)
                && compare(s, s.mantissa[a], s.signExponent[a], mantissa(format, value), signExponent(format, value), pops);
    }

    private static boolean compare(X87State s, long ma, int sa, long mb, int sb, int pops) {
        if (!isNormal(ma, sa) || !isNormal(mb, sb)) {
            return false;
        }
        s.rounded(false, false);
        s.compared(relation(ma, sa, mb, sb));
        for (int i = 0; i < pops; i++) {
            s.pop();
        }
        return true;
    }

    private static int relation(long ma, int sa, long mb, int sb) {
        int magnitudes = sa == sb ? Long.compareUnsigned(ma, mb) : Integer.compare(sa & SPECIAL, sb & SPECIAL);
        if (((sa ^ sb) & SIGN) == 0 && magnitudes == 0) {
            return SseComparison.EQUAL;
        }
        boolean less = ((sa ^ sb) & SIGN) != 0 ? (sa & SIGN) != 0 : magnitudes < 0 != ((sa & SIGN) != 0);
        return less ? SseComparison.LESS : SseComparison.GREATER;
    }

    // ---- loads and moves ----

    /** {@link X87Transfer#pushFloat}, of zeros too. */
    static boolean pushFloat(X87State s, FloatFormat format, long value) {
        if (isNormal(format, value)) {
            return push(s, mantissa(format, value), signExponent(format, value));
        }
        long magnitude = format == FloatFormat.DOUBLE ? value << 1 : (int) value << 1;
        return magnitude == 0 && push(s, 0, sign(format, value));
    }

    /** Pushes a value that raises no exception, whatever it is. */
    static boolean push(X87State s, long mantissa, int signExponent) {
        int to = s.physical(-1);
        if (!s.isEmpty(-1)) {
            return false;
        }
        s.mantissa[to] = mantissa;
        s.signExponent[to] = signExponent;
        s.empty &= ~(1 << to);
        s.top = to;
        s.rounded(false, false);
        return true;
    }

    /** {@link X87Transfer#pushRegister}. */
    static boolean pushRegister(X87State s, int source) {
        int from = s.physical(source);
        return !s.isEmpty(source) && push(s, s.mantissa[from], s.signExponent[from]);
    }

    /** {@link X87Transfer#storeRegister}. */
    static boolean storeRegister(X87State s, int destination, boolean pop) {
        int from = s.top;
        if (s.isEmpty(0)) {
            return false;
        }
        int to = s.physical(destination);
        s.mantissa[to] = s.mantissa[from];
        s.signExponent[to] = s.signExponent[from];
        s.empty &= ~(1 << to);
        s.rounded(false, false);
        if (pop) {
            s.pop();
        }
        return true;
    }

    /** {@link X87Transfer#exchange}. */
    static boolean exchange(X87State s, int other) {
        int a = s.top;
        int b = s.physical(other);
        if (s.isEmpty(0) || s.isEmpty(other)) {
            return false;
        }
        long mantissa = s.mantissa[a];
        int signExponent = s.signExponent[a];
        s.mantissa[a] = s.mantissa[b];
        s.signExponent[a] = s.signExponent[b];
        s.mantissa[b] = mantissa;
        s.signExponent[b] = signExponent;
        s.rounded(false, false);
        return true;
    }

    // ---- numbers ----

    private static boolean isNormal(long mantissa, int signExponent) {
        int exponent = signExponent & SPECIAL;
        return mantissa < 0 && exponent != 0 && exponent != SPECIAL;
    }

    private static boolean isNormal(FloatFormat format, long value) {
        int exponent = exponent(format, value);
        return exponent != 0 && exponent != (format == FloatFormat.DOUBLE ? DOUBLE_SPECIAL : SINGLE_SPECIAL);
    }

    private static int exponent(FloatFormat format, long value) {
        return format == FloatFormat.DOUBLE ? (int) (value >>> 52) & DOUBLE_SPECIAL : (int) value >>> 23 & SINGLE_SPECIAL;
    }

    private static int sign(FloatFormat format, long value) {
        return (format == FloatFormat.DOUBLE ? (int) (value >>> 48) : (int) value >>> 16) & SIGN;
    }

    private static long mantissa(FloatFormat format, long value) {
        return INTEGER_BIT | (format == FloatFormat.DOUBLE ? value << 11 : value << 40);
    }

    private static int signExponent(FloatFormat format, long value) {
        return sign(format, value) | exponent(format, value) + BIAS - (format == FloatFormat.DOUBLE ? DOUBLE_BIAS : SINGLE_BIAS);
    }
}
