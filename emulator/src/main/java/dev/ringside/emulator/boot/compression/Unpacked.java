package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.util.Arrays;

/** The output of a decoder. It grows as data arrives and never beyond its limit, so a small file cannot claim much memory. */
final class Unpacked {
    private static final long USUAL_RATIO = 16;
    private static final int SLACK = 0x1_0000;

    private final ImageBytes packed;
    private final int limit;
    private byte[] bytes;
    private int size;

    Unpacked(ImageBytes packed, int limit) {
        this.packed = packed;
        this.limit = limit;
        this.bytes = new byte[(int) Math.min(limit, packed.length() * USUAL_RATIO + SLACK)];
    }

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    /** The output, no longer than what was written. */
    byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** Appends {@code count} bytes of {@code source}; {@code at} is where the packed data that says so stands. */
    void append(byte[] source, int from, int count, long at) throws ImageException {
        reserve(count, at);
        System.arraycopy(source, from, bytes, size, count);
        size += count;
    }

    /** Appends {@code count} times the same byte. */
    void fill(int value, int count, long at) throws ImageException {
        reserve(count, at);
        Arrays.fill(bytes, size, size + count, (byte) value);
        size += count;
    }

    /** Appends {@code count} bytes that repeat what stands {@code distance} bytes back, but not before index {@code floor}. */
    void repeat(long distance, int count, int floor, long at) throws ImageException {
        if (distance <= 0 || distance > size - floor) {
            throw packed.fault(at, "a match within the " + (size - floor) + " bytes unpacked so far",
                "distance " + distance);
        }
        reserve(count, at);
        int from = size - (int) distance;
        if (distance >= count) {
            System.arraycopy(bytes, from, bytes, size, count);
        } else {
            for (int i = 0; i < count; i++) {
                bytes[size + i] = bytes[from + i];
            }
        }
        size += count;
    }

    private void reserve(int count, long at) throws ImageException {
        if (count < 0 || count > limit - size) {
            throw packed.fault(at, "at most " + limit + " bytes of unpacked data", "more");
        }
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(bytes.length * 2L, (long) size + count)));
        }
    }
}
