package dev.ringside.emulator.boot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A bounded window on the bytes of one file. Every read is checked against the window, and a read outside it is an
 * {@link ImageException} that names the field which was being read. Numbers are little endian unless a method says otherwise.
 * The bytes are shared, not copied: nobody may write to them.
 */
public final class ImageBytes {
    private final String file;
    private final byte[] bytes;
    private final int start;
    private final int length;

    private ImageBytes(String file, byte[] bytes, int start, int length) {
        this.file = file;
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    /** The window that shows the whole of {@code bytes}, the contents of the file called {@code file}. */
    public static ImageBytes of(String file, byte[] bytes) {
        return new ImageBytes(file, bytes, 0, bytes.length);
    }

    /** Name of the file, for messages. */
    public String file() {
        return file;
    }

    /** Length of the window in bytes. */
    public int length() {
        return length;
    }

    /** The array behind the window; the window's bytes begin at {@link #arrayOffset()}. Read only. */
    public byte[] array() {
        return bytes;
    }

    /** Index of the window's first byte in {@link #array()}, which is also its offset in the file. */
    public int arrayOffset() {
        return start;
    }

    /** The byte at {@code offset}, 0 to 255; {@code what} names it in the message when it is outside the window. */
    public int u8(long offset, String what) throws ImageException {
        return bytes[index(offset, 1, what)] & 0xFF;
    }

    /** The 16-bit number at {@code offset}. */
    public int u16(long offset, String what) throws ImageException {
        int at = index(offset, 2, what);
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    /** The 32-bit number at {@code offset}, zero extended. */
    public long u32(long offset, String what) throws ImageException {
        int at = index(offset, 4, what);
        return u16(at - start, what) | (long) u16(at - start + 2, what) << 16;
    }

    /** The 64-bit number at {@code offset}. */
    public long u64(long offset, String what) throws ImageException {
        int at = index(offset, 8, what);
        return u32(at - start, what) | u32(at - start + 4, what) << 32;
    }

    /** The big-endian 32-bit number at {@code offset}, zero extended. */
    public long u32BigEndian(long offset, String what) throws ImageException {
        return Integer.reverseBytes((int) u32(offset, what)) & 0xFFFF_FFFFL;
    }

    /** A window on {@code count} bytes from {@code offset} on; both are untrusted, unsigned numbers of the file. */
    public ImageBytes slice(long offset, long count, String what) throws ImageException {
        int at = index(offset, count, what);
        return new ImageBytes(file, bytes, at, (int) count);
    }

    /** A window on everything from {@code offset} to the end of this one. */
    public ImageBytes from(long offset, String what) throws ImageException {
        int at = index(offset, 0, what);
        return new ImageBytes(file, bytes, at, start + length - at);
    }

    /** A copy of the window's bytes. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** The text at {@code offset} up to its terminating zero byte or {@code longest} bytes or the end of the window. */
    public String text(long offset, int longest, String what) throws ImageException {
        int at = index(offset, 0, what);
        int end = Math.min(start + length, at + longest);
        int stop = at;
        while (stop < end && bytes[stop] != 0) {
            stop++;
        }
        return new String(bytes, at, stop - at, StandardCharsets.ISO_8859_1);
    }

    /** Whether the window has these byte values from {@code offset} on. */
    public boolean has(long offset, int... values) {
        if (offset < 0 || offset > length - values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if ((bytes[start + (int) offset + i] & 0xFF) != values[i]) {
                return false;
            }
        }
        return true;
    }

    /** A fault of this file at {@code offset} of this window. */
    public ImageException fault(long offset, String expected, String found) {
        return new ImageException(file, start + offset, expected, found);
    }

    private int index(long offset, long count, String what) throws ImageException {
        if (offset < 0 || offset > length) {
            throw new ImageException(file, start + length, what + " at offset " + hex(start + offset),
                "the end of the data");
        }
        if (count < 0 || count > length - offset) {
            throw new ImageException(file, start + offset, what + ", " + Long.toUnsignedString(count) + " bytes",
                (length - offset) + " bytes before the end of the data");
        }
        return start + (int) offset;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
