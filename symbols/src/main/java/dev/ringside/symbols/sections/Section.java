package dev.ringside.symbols.sections;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A section as a bounded window. Offsets are in bytes from its start; numbers are little endian. A read outside the window is a
 * {@link SectionException} that names the field which was being read. The bytes are shared, not copied.
 */
public final class Section {
    private final String name;
    private final ByteBuffer bytes;

    private Section(String name, ByteBuffer bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** The section called {@code name}, whose bytes are those from position to limit. */
    public static Section of(String name, ByteBuffer bytes) {
        return new Section(name, bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Name of the section, for messages. */
    public String name() {
        return name;
    }

    /** Length in bytes. */
    public int length() {
        return bytes.limit();
    }

    /** Whether the section has no bytes, which is also how a missing section looks. */
    public boolean isEmpty() {
        return bytes.limit() == 0;
    }

    /** The byte at {@code offset}, 0 to 255; {@code what} names it in the message when it is outside the section. */
    public int u8(long offset, String what) {
        return bytes.get(index(offset, 1, what)) & 0xFF;
    }

    /** The 16-bit number at {@code offset}, zero extended. */
    public int u16(long offset, String what) {
        return bytes.getShort(index(offset, 2, what)) & 0xFFFF;
    }

    /** The 32-bit number at {@code offset}, zero extended. */
    public long u32(long offset, String what) {
        return bytes.getInt(index(offset, 4, what)) & 0xFFFF_FFFFL;
    }

    /** The 64-bit number at {@code offset}. */
    public long u64(long offset, String what) {
        return bytes.getLong(index(offset, 8, what));
    }

    /** The number of {@code size} bytes at {@code offset}, 1 to 8 of them, zero extended. */
    public long unsigned(long offset, int size, String what) {
        int at = index(offset, size, what);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | bytes.get(at + i) & 0xFF;
        }
        return value;
    }

    /** The text at {@code offset} up to the zero byte that has to end it within the section; UTF-8. */
    public String text(long offset, String what) {
        int end = textEnd(offset, what);
        var text = new byte[end - (int) offset];
        bytes.get((int) offset, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Offset of the zero byte that ends the text at {@code offset}. */
    public int textEnd(long offset, String what) {
        int at = index(offset, 1, what);
        int limit = bytes.limit();
        for (int i = at; i < limit; i++) {
            if (bytes.get(i) == 0) {
                return i;
            }
        }
        throw fault(offset, what + ", ended by a zero byte", "the end of the section");
    }

    /** A section of the same name that shows {@code count} bytes from {@code offset} on; offsets count anew. */
    public Section slice(long offset, long count, String what) {
        return new Section(name, bytes.slice(index(offset, count, what), (int) count).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Checks that {@code count} bytes lie at {@code offset}; both are untrusted. Returns the offset. */
    public int index(long offset, long count, String what) {
        if (offset < 0 || offset > bytes.limit()) {
            throw fault(offset, what, isEmpty() ? "no such section, or an empty one" : "the end of the section at 0x"
                + Integer.toHexString(bytes.limit()));
        }
        if (count < 0 || count > bytes.limit() - offset) {
            throw fault(offset, what + ", " + Long.toUnsignedString(count) + " bytes", bytes.limit() - offset + " bytes before the end of the section");
        }
        return (int) offset;
    }

    /** A fault of this section at {@code offset}. */
    public SectionException fault(long offset, String expected, String found) {
        return new SectionException(name, offset, expected, found);
    }
}
