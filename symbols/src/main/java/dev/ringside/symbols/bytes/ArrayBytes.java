package dev.ringside.symbols.bytes;

import java.nio.ByteBuffer;

/** Bytes that are in memory already. Windows share them. */
record ArrayBytes(String name, ByteBuffer bytes) implements ByteSource {
    @Override
    public long size() {
        return bytes.limit();
    }

    @Override
    public ByteBuffer read(long offset, int count) {
        return bytes.slice((int) offset, count);
    }
}
