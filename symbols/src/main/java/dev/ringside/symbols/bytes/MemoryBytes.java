package dev.ringside.symbols.bytes;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A piece of guest memory. */
record MemoryBytes(String name, MemoryView memory, long address, long size) implements ByteSource {
    private static final int CHUNK = 1 << 20;

    @Override
    public ByteBuffer read(long offset, int count) throws FormatException {
        // Grows as memory turns out to be there: a hostile size costs nothing.
        byte[] bytes = new byte[Math.min(count, CHUNK)];
        for (int at = 0; at < count;) {
            if (at == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * at));
            }
            int wanted = bytes.length - at;
            int got = memory.read(address + offset + at, bytes, at, wanted);
            if (got < wanted) {
                throw new FormatException(name, "", address + offset + at + got, "mapped memory", "none");
            }
            at += got;
        }
        return ByteBuffer.wrap(bytes);
    }
}
