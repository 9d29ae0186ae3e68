package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A bit stream that is read from its end backwards (RFC 8878, 4.1). The highest set bit of the last byte marks where it ends. Reading on
 * past the beginning yields zeros and makes {@link #remaining()} negative, as the format wants it.
 */
final class ZstdBits {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int start;
    private int position;

    ZstdBits(ImageBytes stream) throws ImageException {
        int length = stream.length();
        int last = stream.u8(length - 1L, "zstd bit stream");
        if (last == 0) {
            throw stream.fault(length - 1L, "the end mark of a zstd bit stream", "0");
        }
        this.bytes = stream.array();
        this.start = stream.arrayOffset();
        this.position = length * 8 - (Integer.numberOfLeadingZeros(last) - 24) - 1;
    }

    /** Bits not yet read; negative when more were read than there were. */
    int remaining() {
        return position;
    }

    /** Reads {@code count} bits, at most 32. */
    long read(int count) {
        position -= count;
        return at(position, count);
    }

    /** The next {@code count} bits, at most 32, without reading them. */
    int peek(int count) {
        return (int) at(position - count, count);
    }

    /** Passes over bits seen with {@link #peek(int)}. */
    void skip(int count) {
        position -= count;
    }

    private long at(int bit, int count) {
        if (bit < 0) {
            return bit + count <= 0 ? 0 : at(0, bit + count) << -bit;
        }
        int index = start + (bit >> 3);
        long word = index + 8 <= bytes.length ? (long) LONGS.get(bytes, index) : tail(index);
        return word >>> (bit & 7) & (1L << count) - 1;
    }

    private long tail(int index) {
        long word = 0;
        for (int i = bytes.length - 1; i >= index; i--) {
            word = word << 8 | bytes[i] & 0xFF;
        }
        return word;
    }
}
