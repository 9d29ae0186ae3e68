package dev.ringside.emulator.boot.compression;

/**
 * The three kinds of numbers a sequence is made of (RFC 8878, 3.1.1.3.2): how their codes are distributed when a block does not say,
 * and the number a code stands for, which is a base plus that many bits.
 */
enum ZstdCode {
    /** Literals before the match. */
    LITERAL_LENGTH(9, new int[] {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096,
        8192, 16384, 32768, 65536
    }, new int[] {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
    }, ZstdStates.of(6, 4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1)),

    /** Distance of the match, or which earlier distance it repeats. */
    OFFSET(8, powersOfTwo(), upTo31(),
        ZstdStates.of(5, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1)),

    /** Length of the match. */
    MATCH_LENGTH(9, new int[] {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 37,
        39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539
    }, new int[] {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5,
        7, 8, 9, 10, 11, 12, 13, 14, 15, 16
    }, ZstdStates.of(6, 1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1));

    private final int mostLog;
    private final int[] base;
    private final int[] bits;
    private final ZstdStates usual;

    ZstdCode(int mostLog, int[] base, int[] bits, ZstdStates usual) {
        this.mostLog = mostLog;
        this.base = base;
        this.bits = bits;
        this.usual = usual;
    }

    /** Largest log2 of the number of states. */
    int mostLog() {
        return mostLog;
    }

    /** Number of codes. */
    int symbols() {
        return base.length;
    }

    /** The distribution when a block names none. */
    ZstdStates usual() {
        return usual;
    }

    /** The number that {@code code} and the bits that follow in the stream stand for. */
    long value(int code, ZstdBits stream) {
        return Integer.toUnsignedLong(base[code]) + stream.read(bits[code]);
    }

    private static int[] powersOfTwo() {
        var powers = new int[32];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = 1 << i;
        }
        return powers;
    }

    private static int[] upTo31() {
        var numbers = new int[32];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
