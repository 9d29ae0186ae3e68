package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.softfloat.FloatFormat;

/** How a 64-bit half of a vector register (or a whole MMX register) divides into integers. */
public enum Lane {
    /** Eight bytes. */
    BYTE("B", 8),
    /** Four words. */
    WORD("W", 16),
    /** Two doublewords. */
    DOUBLEWORD("D", 32),
    /** One quadword. */
    QUADWORD("Q", 64);

    /** The letter that names the width in mnemonics. */
    public final String letter;
    /** Bits of one integer. */
    public final int width;
    /** The lowest integer's bits. */
    public final long mask;
    /** Bit 0 of every integer: multiplied by a value below 2^width, that value in every place. */
    public final long ones;
    /** The top bit of every integer. */
    public final long signs;

    Lane(String letter, int width) {
        this.letter = letter;
        this.width = width;
        this.mask = -1L >>> 64 - width;
        this.ones = Long.divideUnsigned(-1L, mask);
        this.signs = ones << width - 1;
    }

    /** The lanes that hold numbers of {@code format}. */
    static Lane of(FloatFormat format) {
        return format == FloatFormat.DOUBLE ? QUADWORD : DOUBLEWORD;
    }

    /** Fills every integer whose top bit is set in {@code signBits}; the other bits of {@code signBits} are clear. */
    public long spread(long signBits) {
        return signBits | signBits - (signBits >>> width - 1);
    }

    /** The unsigned integer that starts at bit {@code at}. */
    public long unsigned(long half, int at) {
        return half >>> at & mask;
    }

    /** The signed integer that starts at bit {@code at}. */
    public long signed(long half, int at) {
        return half << 64 - width - at >> 64 - width;
    }
}
