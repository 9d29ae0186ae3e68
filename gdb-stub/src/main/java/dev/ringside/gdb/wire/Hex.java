package dev.ringside.gdb.wire;

import java.util.HexFormat;

/** Bytes and numbers as the protocol writes them: lower-case hex digits. */
public final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    /** Two digits for each of the first {@code count} bytes. */
    public static String of(byte[] bytes, int count) {
        return FORMAT.formatHex(bytes, 0, count);
    }

    /** Two digits for each byte. */
    public static String of(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    /**
     * Bytes from digits.
     *
     * @throws IllegalArgumentException when there is an odd number of digits or something that is none
     */
    public static byte[] bytes(CharSequence digits) {
        return FORMAT.parseHex(digits);
    }

    /**
     * A number of at most 64 bits.
     *
     * @throws IllegalArgumentException when {@code digits} is no such number
     */
    public static long number(String digits) {
        return HexFormat.fromHexDigitsToLong(digits);
    }
}
