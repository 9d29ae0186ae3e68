package dev.ringside.symbols.kallsyms;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes of kernel memory without a gap. Whoever reads has checked {@link #has} first.
 *
 * @param address linear address of the first byte
 * @param bytes   little endian, from index 0 to the limit
 */
record Piece(long address, ByteBuffer bytes) {
    Piece {
        bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean has(long at, long count) {
        return at >= 0 && count >= 0 && at <= bytes.limit() && count <= bytes.limit() - at;
    }

    int u8(int at) {
        return bytes.get(at) & 0xFF;
    }

    int u16(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    int i32(int at) {
        return bytes.getInt(at);
    }

    long u32(int at) {
        return bytes.getInt(at) & 0xFFFF_FFFFL;
    }

    /** A number of 4 bytes, zero extended, or of 8. */
    long word(int at, int width) {
        return width == 8 ? bytes.getLong(at) : u32(at);
    }

    boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
