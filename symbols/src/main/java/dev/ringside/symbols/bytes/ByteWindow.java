package dev.ringside.symbols.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A bounded window on bytes. Every read is checked against it, and a read outside is a {@link FormatException} that names the field
 * which was being read. Numbers are little endian. Immutable; the bytes are shared, and nobody may write to them.
 */
public final class ByteWindow {
    private final String file;
    private final String section;
    private final long base;
    private final ByteBuffer bytes;

    private ByteWindow(String file, String section, long base, ByteBuffer bytes) {
        this.file = file;
        this.section = section;
        this.base = base;
        this.bytes = bytes;
    }

    /**
     * The window that shows {@code bytes} from position to limit.
     *
     * @param file    what messages name
     * @param section the part of it that messages name; may be empty
     * @param base    what messages add to offsets
     */
    public static ByteWindow of(String file, String section, long base, ByteBuffer bytes) {
        return new ByteWindow(file, section, base, bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Name of the file or memory, for messages. */
    public String file() {
        return file;
    }

    /** Name of the section, for messages; may be empty. */
    public String section() {
        return section;
    }

    /** Length in bytes. */
    public int length() {
        return bytes.limit();
    }

    /** All bytes as a buffer of the caller's own position: read only, little endian. */
    public ByteBuffer buffer() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The byte at {@code offset}, 0 to 255; {@code what} names it in the message when it is outside. */
    public int u8(long offset, String what) throws FormatException {
        return bytes.get(index(offset, 1, what)) & 0xFF;
    }

    /** The 16-bit number at {@code offset}. */
    public int u16(long offset, String what) throws FormatException {
        return bytes.getShort(index(offset, 2, what)) & 0xFFFF;
    }

    /** The 32-bit number at {@code offset}, zero extended. */
    public long u32(long offset, String what) throws FormatException {
        return bytes.getInt(index(offset, 4, what)) & 0xFFFF_FFFFL;
    }

    /** The 64-bit number at {@code offset}. */
    public long u64(long offset, String what) throws FormatException {
        return bytes.getLong(index(offset, 8, what));
    }

    /** The number of a format that comes in two widths: 64 bits at {@code offset}, else 32, zero extended. */
    public long word(boolean is64, long offset, String what) throws FormatException {
        return is64 ? u64(offset, what) : u32(offset, what);
    }

    /** A window on {@code count} bytes from {@code offset} on; both are untrusted, unsigned numbers. */
    public ByteWindow slice(long offset, long count, String what) throws FormatException {
        int at = index(offset, count, what);
        return new ByteWindow(file, section, base + at, bytes.slice(at, (int) count).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Length of the text at {@code offset}, without the zero byte that has to end it within {@code longest} bytes and the window. */
    public int textLength(long offset, int longest, String what) throws FormatException {
        int at = index(offset, 0, what);
        int end = (int) Math.min(length(), at + (long) longest + 1);
        for (int i = at; i < end; i++) {
            if (bytes.get(i) == 0) {
                return i - at;
            }
        }
        throw fault(offset, what + " that ends with a zero byte within " + longest + " bytes", "none");
    }

    /** The text, as UTF-8, at {@code offset} up to the zero byte that has to end it within {@code longest} bytes and the window. */
    public String text(long offset, int longest, String what) throws FormatException {
        byte[] text = new byte[textLength(offset, longest, what)];
        bytes.get((int) offset, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** A copy of the bytes. */
    public byte[] copy() {
        byte[] copy = new byte[length()];
        bytes.get(0, copy);
        return copy;
    }

    /** A fault at {@code offset} of this window. */
    public FormatException fault(long offset, String expected, String found) {
        return new FormatException(file, section, base + offset, expected, found);
    }

    private int index(long offset, long count, String what) throws FormatException {
        if (offset < 0 || count < 0 || offset > length() || count > length() - offset) {
            throw new FormatException(file, section, base + offset, what + ", " + Long.toUnsignedString(count) + " bytes",
                "the end of the data at 0x" + Long.toHexString(base + length()));
        }
        return (int) offset;
    }
}
