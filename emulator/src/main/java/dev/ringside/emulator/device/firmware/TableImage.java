package dev.ringside.emulator.device.firmware;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A little-endian structure under construction: fields by offset, then a checksum that makes all bytes sum to zero. */
final class TableImage {
    private final ByteBuffer bytes;

    TableImage(int length) {
        bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    TableImage u8(int offset, int value) {
        bytes.put(offset, (byte) value);
        return this;
    }

    TableImage u16(int offset, int value) {
        bytes.putShort(offset, (short) value);
        return this;
    }

    TableImage u32(int offset, long value) {
        bytes.putInt(offset, (int) value);
        return this;
    }

    TableImage u64(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    TableImage text(int offset, String value) {
        return bytes(offset, value.getBytes(StandardCharsets.US_ASCII));
    }

    TableImage bytes(int offset, byte[] value) {
        bytes.put(offset, value);
        return this;
    }

    /** Sets the byte at {@code at} so that {@code length} bytes from {@code first} sum to 0 modulo 256. */
    TableImage checksum(int at, int first, int length) {
        u8(at, 0);
        int sum = 0;
        for (int i = first; i < first + length; i++) {
            sum += bytes.get(i);
        }
        return u8(at, -sum);
    }

    byte[] image() {
        return bytes.array();
    }
}
