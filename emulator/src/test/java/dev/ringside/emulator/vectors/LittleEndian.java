package dev.ringside.emulator.vectors;

/** Numbers in byte arrays. */
final class LittleEndian {
    private LittleEndian() {}

    /** Writes the low {@code length} bytes of a number, as far as the array goes. */
    static void put(byte[] bytes, int at, long value, int length) {
        for (int i = 0; i < length && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> 8 * Math.min(i, 7));
        }
    }

    /** The number in {@code bytes[from]} to {@code bytes[to - 1]}, at most eight of them. */
    static long get(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to && i < from + 8; i++) {
            value |= (bytes[i] & 0xFFL) << 8 * (i - from);
        }
        return value;
    }
}
