package dev.ringside.emulator.vectors;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the primitives of a vector file; whatever does not fit is an exception that says where. */
final class VectorInput {
    private final InputStream in;
    private final String file;
    private long offset;

    VectorInput(InputStream in, String file) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.file = file;
    }

    /** The next byte, or -1 at the end of the file. */
    int next() throws VectorFileException {
        try {
            int b = in.read();
            offset += b < 0 ? 0 : 1;
            return b;
        } catch (java.io.EOFException | java.util.zip.ZipException e) {
            throw wrong("more compressed data", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int u8() throws VectorFileException {
        int b = next();
        if (b < 0) {
            throw wrong("more bytes", "the end of the file");
        }
        return b;
    }

    /** {@code size} bytes, little-endian. */
    long little(int size) throws VectorFileException {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (long) u8() << 8 * i;
        }
        return value;
    }

    long varint64() throws VectorFileException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = u8();
            value |= (b & 0x7FL) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw wrong("a number of at most ten bytes", "an endless one");
    }

    /** A number of at most {@code largest}. */
    int varint(int largest) throws VectorFileException {
        long value = varint64();
        if (value < 0 || value > largest) {
            throw wrong("at most " + largest, Long.toUnsignedString(value));
        }
        return (int) value;
    }

    void bytes(byte[] to, int at, int length) throws VectorFileException {
        for (int i = 0; i < length; i++) {
            to[at + i] = (byte) u8();
        }
    }

    byte[] bytes(int length) throws VectorFileException {
        byte[] all = new byte[length];
        bytes(all, 0, length);
        return all;
    }

    VectorFileException wrong(String expected, String found) {
        return new VectorFileException(file + ": at byte " + offset + " of the uncompressed file: expected " + expected + ", found " + found);
    }
}
