package dev.ringside.emulator.vectors;

import java.util.Random;

/** Random operand values in which the ones that matter come up often: ends of ranges, and every class of floating point number. */
final class SpecialValues {
    private final Random random;

    SpecialValues(Random random) {
        this.random = random;
    }

    /** An integer that is interesting at 8, 16, 32 or 64 bits. */
    long integer() {
        int width = 8 << random.nextInt(4);
        long top = 1L << width - 1;
        long value = switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> -1;
            case 3 -> top;
            case 4 -> top - 1;
            case 5 -> 1L << random.nextInt(64);
            case 6 -> random.nextInt(40) - 20;
            default -> random.nextLong();
        };
        return random.nextInt(4) == 0 && width < 64 ? value & (1L << width) - 1 : value;
    }

    /** The bits of a single. */
    int single() {
        int sign = random.nextInt() & 0x80000000;
        int fraction = fraction(23);
        return sign | switch (random.nextInt(16)) {
            case 0 -> 0;
            case 1 -> fraction & 0x7FFFFF;
            case 2 -> 0x7F800000;
            case 3 -> 0x7FC00000 | fraction & 0x3FFFFF;
            case 4 -> 0x7F800000 | Math.max(1, fraction & 0x3FFFFF);
            case 5 -> random.nextInt(3) << 23 | fraction;
            case 6 -> 0x7F000000 | fraction;
            case 7 -> Float.floatToIntBits(random.nextInt(200));
            case 8 -> 127 + 29 + random.nextInt(6) << 23 | fraction;
            case 9 -> 127 + 60 + random.nextInt(6) << 23 | fraction;
            case 10, 11 -> 127 - 12 + random.nextInt(24) << 23 | fraction;
            case 12 -> 64 + random.nextInt(128) << 23 | fraction;
            default -> random.nextInt(255) << 23 | fraction;
        };
    }

    private int fraction(int bits) {
        int all = (1 << bits) - 1;
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> all & ~(1 << random.nextInt(bits));
            case 2 -> random.nextInt() & all & -1 << random.nextInt(bits);
            default -> random.nextInt() & all;
        };
    }

    /** The bits of a double. */
    long real() {
        long sign = random.nextLong() & 1L << 63;
        long fraction = (long) fraction(26) << 26 | fraction(26);
        return sign | switch (random.nextInt(16)) {
            case 0 -> 0;
            case 1 -> fraction;
            case 2 -> 0x7FFL << 52;
            case 3 -> 0xFFFL << 51 | fraction;
            case 4 -> 0x7FFL << 52 | Math.max(1, fraction & (1L << 51) - 1);
            case 5 -> (long) random.nextInt(3) << 52 | fraction;
            case 6 -> 0x7FEL << 52 | fraction;
            case 7 -> Double.doubleToLongBits(random.nextInt(200));
            case 8 -> 1023L + 29 + random.nextInt(6) << 52 | fraction;
            case 9 -> 1023L + 60 + random.nextInt(6) << 52 | fraction;
            case 10, 11 -> 1023L - 12 + random.nextInt(24) << 52 | fraction;
            case 12 -> 1023L - 160 + random.nextInt(320) << 52 | fraction;
            case 13 -> Double.doubleToLongBits(Float.intBitsToFloat(single()));
            default -> (long) random.nextInt(2047) << 52 | fraction;
        };
    }

    /** Sign and exponent of an extended number, for any significand. */
    int signExponent() {
        int sign = random.nextInt(2) << 15;
        return sign | switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> 0x7FFF;
            case 2 -> 1 + random.nextInt(3);
            case 3 -> 0x7FFE - random.nextInt(3);
            case 4 -> 16383 - 130 + random.nextInt(8);
            case 5 -> 16383 - 1030 + random.nextInt(16);
            case 6 -> random.nextInt(0x8000);
            case 7 -> 16383 + 60 + random.nextInt(6);
            default -> 16383 - 14 + random.nextInt(30);
        };
    }

    /** Significand of an extended number with that exponent; now and then one that no computation yields. */
    long mantissa(int signExponent) {
        int exponent = signExponent & 0x7FFF;
        long fraction = switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextLong() & -1L << random.nextInt(63);
            case 2 -> -1L;
            default -> random.nextLong();
        } & Long.MAX_VALUE;
        boolean odd = random.nextInt(24) == 0;
        boolean integerBit = exponent != 0 != odd;
        return (integerBit ? Long.MIN_VALUE : 0) | fraction;
    }
}
