package dev.ringside.emulator.cpu.softfloat;

import java.util.SplittableRandom;

/** Floating-point operands and control words by chance, most of them where rounding and exceptions change: always the same ones. */
public final class RandomOperands {
    private static final int[] ROUNDINGS = {0, 0, 0, 1, 2, 3};

    private final SplittableRandom random;

    /** The operands of a seed. */
    public RandomOperands(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From 0 to below {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** An MXCSR: mostly to nearest with everything masked; PE set or not, other flags, DAZ, FTZ and unmasked exceptions now and then. */
    int mxcsr() {
        int masks = random.nextInt(4) == 0 ? random.nextInt(64) : 0x3F;
        int flags = random.nextInt(4) == 0 ? random.nextInt(64) : random.nextInt(2) * FloatContext.PE;
        int modes = random.nextInt(4) == 0 ? random.nextInt(2) << 15 | random.nextInt(2) << 6 : 0;
        return ROUNDINGS[random.nextInt(ROUNDINGS.length)] << 13 | masks << 7 | flags | modes;
    }

    /** An x87 control word: mostly to nearest with 64 bits. */
    public int controlWord() {
        int masks = random.nextInt(4) == 0 ? random.nextInt(64) : 0x3F;
        int precision = random.nextInt(4) == 0 ? random.nextInt(4) : 3;
        return ROUNDINGS[random.nextInt(ROUNDINGS.length)] << 10 | precision << 8 | masks;
    }

    /** A number of a format. Of singles, the upper half is of no meaning and set to anything. */
    public long operand(FloatFormat format) {
        int most = 2 * format.maximumExponent + 1;
        long value = (long) exponent(most, format.maximumExponent) << format.precision - 1 | fraction(format.precision - 1)
                | (random.nextBoolean() ? format.signBit : 0);
        return format == FloatFormat.SINGLE ? value | random.nextLong() << 32 : value;
    }

    /** Sign and exponent of an 80-bit number. */
    public int signExponent() {
        return exponent(ExtendedFormat.SPECIAL, ExtendedFormat.BIAS) | (random.nextBoolean() ? ExtendedFormat.SIGN : 0);
    }

    /** Significand of an 80-bit number, mostly with its integer bit. */
    public long mantissa() {
        return fraction(63) | (random.nextInt(8) == 0 ? 0 : Long.MIN_VALUE);
    }

    /** An integer of any magnitude. */
    long integer() {
        return random.nextLong() >> random.nextInt(64);
    }

    private int exponent(int most, int bias) {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> most;
            case 2 -> 1 + random.nextInt(4);
            case 3 -> most - 1 - random.nextInt(4);
            case 4, 5 -> random.nextInt(most + 1);
            case 6 -> Math.min(most, bias + 60 + random.nextInt(8));
            case 7 -> bias / 2 + random.nextInt(3);
            default -> bias - 8 + random.nextInt(16);
        };
    }

    private long fraction(int bits) {
        long all = -1L >>> 64 - bits;
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> all;
            case 2 -> random.nextLong() & all & ~(all >>> random.nextInt(12));
            case 3 -> 1L << random.nextInt(bits);
            default -> random.nextLong() & all;
        };
    }
}
