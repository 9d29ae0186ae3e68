package dev.ringside.emulator.cpu.softfloat;

/**
 * Arithmetic on normalized 64-bit significands (bit 63 set) with 128-bit results. Each method leaves sign, exponent and significand in
 * the context, exact but for bit 0 of the lower half, which also stands for all bits below it ("jammed").
 */
final class WideArithmetic {
    private WideArithmetic() {
    }

    /** Sum of two nonzero numbers. An exact zero leaves {@code high == 0} and the sign that rounding asks for. */
    static void add(FloatContext c, boolean signA, int expA, long sigA, boolean signB, int expB, long sigB) {
        if (expA < expB || expA == expB && Long.compareUnsigned(sigA, sigB) < 0) {
            addOrdered(c, signB, expB, sigB, signA == signB, expA, sigA);
        } else {
            addOrdered(c, signA, expA, sigA, signA == signB, expB, sigB);
        }
    }

    /** The larger magnitude first, so that a difference never changes sign. */
    private static void addOrdered(FloatContext c, boolean sign, int expA, long sigA, boolean same, int expB, long sigB) {
        int distance = expA - expB;
        long high = distance < 64 ? sigB >>> distance : 0;
        long low;
        if (distance == 0) {
            low = 0;
        } else if (distance < 64) {
            low = sigB << 64 - distance;
        } else if (distance < 128) {
            long kept = sigB >>> distance - 64;
            low = kept << distance - 64 == sigB ? kept : kept | 1;
        } else {
            low = 1;
        }
        if (same) {
            long sum = sigA + high;
            if (sum < 0 && Long.compareUnsigned(sum, sigA) >= 0) {
                c.set(sign, expA, sum, low);
            } else {
                c.set(sign, expA + 1, sum >>> 1 | Long.MIN_VALUE, low >>> 1 | sum << 63 | low & 1);
            }
        } else {
            normalize(c, sign, expA, sigA - high - (low != 0 ? 1 : 0), -low);
        }
    }

    /** Shifts a 128-bit difference up until bit 127 is set. */
    private static void normalize(FloatContext c, boolean sign, int exponent, long high, long low) {
        if ((high | low) == 0) {
            c.set(c.rounding == FloatContext.DOWN, 0, 0, 0);
        } else if (high == 0) {
            int shift = Long.numberOfLeadingZeros(low);
            c.set(sign, exponent - 64 - shift, low << shift, 0);
        } else {
            int shift = Long.numberOfLeadingZeros(high);
            c.set(sign, exponent - shift, shift == 0 ? high : high << shift | low >>> 64 - shift, low << shift);
        }
    }

    /** Product of two nonzero numbers, exact. */
    static void multiply(FloatContext c, boolean sign, int expA, long sigA, int expB, long sigB) {
        long high = Math.unsignedMultiplyHigh(sigA, sigB);
        long low = sigA * sigB;
        if (high < 0) {
            c.set(sign, expA + expB + 1, high, low);
        } else {
            c.set(sign, expA + expB, high << 1 | low >>> 63, low << 1);
        }
    }

    /** Quotient of two nonzero numbers; the lower half tells only how the rest compares with one half. */
    static void divide(FloatContext c, boolean sign, int expA, long sigA, int expB, long sigB) {
        boolean below = Long.compareUnsigned(sigA, sigB) < 0;
        long high = below ? sigA : sigA >>> 1;
        long low = below ? 0 : sigA << 63;
        long quotient = divide128(high, low, sigB);
        long rest = low - quotient * sigB;
        c.set(sign, below ? expA - expB - 1 : expA - expB, quotient, comparedWithHalf(rest, sigB));
    }

    private static long comparedWithHalf(long rest, long divisor) {
        if (rest == 0) {
            return 0;
        }
        int order = Long.compareUnsigned(rest, divisor - rest);
        return order < 0 ? 1 : order == 0 ? Long.MIN_VALUE : Long.MIN_VALUE | 1;
    }

    /**
     * The 64-bit quotient of a 128-bit dividend.
     *
     * @param high upper half of the dividend, below the divisor as unsigned numbers
     * @param low lower half
     * @param divisor with bit 63 set
     */
    static long divide128(long high, long low, long divisor) {
        long upper = digit(high, low >>> 32, divisor);
        long rest = (high << 32 | low >>> 32) - upper * divisor;
        return upper << 32 | digit(rest, low & 0xFFFFFFFFL, divisor);
    }

    /** One 32-bit digit of the quotient (Knuth, volume 2, 4.3.1, algorithm D, with an estimate from the divisor's upper half). */
    private static long digit(long rest, long next, long divisor) {
        long top = divisor >>> 32;
        long bottom = divisor & 0xFFFFFFFFL;
        long estimate = Long.divideUnsigned(rest, top);
        long remainder = rest - estimate * top;
        while (estimate >>> 32 != 0
                || Long.compareUnsigned(estimate * bottom, remainder << 32 | next) > 0) {
            estimate--;
            remainder += top;
            if (remainder >>> 32 != 0) {
                break;
            }
        }
        return estimate;
    }

    /** Square root of a positive nonzero number; the lower half tells only how the rest compares with one half. */
    static void squareRoot(FloatContext c, int exp, long sig) {
        boolean odd = (exp & 1) != 0;
        long high = odd ? sig : sig >>> 1;
        long low = odd ? 0 : sig << 63;
        long root = root128(high, low);
        long restLow = low - root * root;
        long restHigh = high - Math.unsignedMultiplyHigh(root, root) - (Long.compareUnsigned(low, root * root) < 0 ? 1 : 0);
        boolean aboveHalf = restHigh != 0 || Long.compareUnsigned(restLow, root) > 0;
        c.set(false, exp >> 1, root, aboveHalf ? Long.MIN_VALUE | 1 : restLow != 0 ? 1 : 0);
    }

    /** Integer square root of a 128-bit number whose top two bits are not both clear: 32 bits of root by the host, 32 by division. */
    private static long root128(long high, long low) {
        long upper = (long) Math.sqrt((high >>> 1) * 2.0);
        while (upper >>> 32 != 0 || Long.compareUnsigned(upper * upper, high) > 0) {
            upper--;
        }
        while (upper != 0xFFFFFFFFL && Long.compareUnsigned((upper + 1) * (upper + 1), high) <= 0) {
            upper++;
        }
        long rest = high - upper * upper;
        long lower = Math.min(Long.divideUnsigned(rest << 31 | low >>> 33, upper), 0xFFFFFFFFL);
        long root = upper << 32 | lower;
        while (Math.unsignedMultiplyHigh(root, root) + Long.MIN_VALUE > high + Long.MIN_VALUE
                || Math.unsignedMultiplyHigh(root, root) == high && Long.compareUnsigned(root * root, low) > 0) {
            root--;
        }
        return root;
    }
}
