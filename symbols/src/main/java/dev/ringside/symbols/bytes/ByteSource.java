package dev.ringside.symbols.bytes;

import java.nio.ByteBuffer;

/** Random access to the bytes of a file, of an array or of guest memory. */
public interface ByteSource {
    /** The source that is an array; {@code name} is for messages. The array is shared, not copied. */
    static ByteSource of(String name, byte[] bytes) {
        return new ArrayBytes(name, ByteBuffer.wrap(bytes));
    }

    /** The source that is a buffer, from its position to its limit; {@code name} is for messages. The bytes are shared, not copied. */
    static ByteSource of(String name, ByteBuffer bytes) {
        return new ArrayBytes(name, bytes.slice());
    }

    /**
     * The source that is {@code size} bytes of memory from {@code address} on. Reading an unmapped byte is a fault.
     *
     * @param name for messages
     */
    static ByteSource of(String name, MemoryView memory, long address, long size) {
        return new MemoryBytes(name, memory, address, size);
    }

    /** What messages call it. */
    String name();

    /** How many bytes there are. */
    long size();

    /**
     * The bytes from {@code offset} on, shared or copied; nobody may write to them.
     *
     * @param offset not negative
     * @param count  not negative; {@code offset + count} is at most {@link #size()}: {@link #window} has checked that
     * @throws FormatException if they cannot be read after all
     */
    ByteBuffer read(long offset, int count) throws FormatException;

    /**
     * A window on {@code count} bytes from {@code offset} on; both are untrusted, unsigned numbers.
     *
     * @param section what messages call these bytes, and how they count offsets: from the window's beginning. Empty: from that of
     *     the source
     * @param what    what messages call them when they are not there
     * @throws FormatException if they lie outside, or are 2 GiB or more
     */
    default ByteWindow window(long offset, long count, String section, String what) throws FormatException {
        if (offset < 0 || offset > size() || count < 0 || count > size() - offset) {
            throw new FormatException(name(), "", offset, what + ", " + Long.toUnsignedString(count) + " bytes",
                "the end of the data at 0x" + Long.toHexString(size()));
        }
        if (count > Integer.MAX_VALUE - 16) {
            throw new FormatException(name(), "", offset, what + " of less than 2 GiB", Long.toUnsignedString(count) + " bytes");
        }
        return ByteWindow.of(name(), section, section.isEmpty() ? offset : 0, read(offset, (int) count));
    }
}
