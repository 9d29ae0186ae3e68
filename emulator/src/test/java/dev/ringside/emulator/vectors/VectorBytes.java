package dev.ringside.emulator.vectors;

import java.io.ByteArrayOutputStream;

/** The primitives of a vector file, collected in memory. */
final class VectorBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void u8(int value) {
        out.write(value);
    }

    /** {@code size} bytes, little-endian. */
    void little(long value, int size) {
        for (int i = 0; i < size; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }

    /** Seven bits a byte, least significant first; the top bit says that more follow. */
    void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void bytes(byte[] from, int offset, int length) {
        out.write(from, offset, length);
    }

    /** What was written since the last call. */
    byte[] take() {
        byte[] all = out.toByteArray();
        out.reset();
        return all;
    }
}
