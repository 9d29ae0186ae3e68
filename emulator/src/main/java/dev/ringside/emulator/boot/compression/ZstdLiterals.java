package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.util.Arrays;

/** The literals section of a block (RFC 8878, 3.1.1.3.1). The code of one block may serve the following ones of the frame. */
final class ZstdLiterals {
    private static final int RAW = 0;
    private static final int RUN = 1;
    private static final int WITH_CODE = 2;
    private static final int STREAMS = 4;
    private static final int JUMP_TABLE = 6;

    private byte[] bytes = {};
    private int size;
    private ZstdHuffman code;

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Reads the section that begins {@code block}; returns its size in bytes. */
    int read(ImageBytes block) throws ImageException {
        int type = block.u8(0, "zstd literals header") & 3;
        return type == RAW || type == RUN ? readPlain(block, type) : readPacked(block, type);
    }

    private int readPlain(ImageBytes block, int type) throws ImageException {
        int format = block.u8(0, "zstd literals header") >> 2 & 3;
        int header = format == 3 ? 3 : format == 1 ? 2 : 1;
        long bits = bits(block, header);
        setSize(block, header == 1 ? bits >> 3 : bits >> 4);
        if (type == RUN) {
            Arrays.fill(bytes, 0, size, (byte) block.u8(header, "zstd literal"));
            return header + 1;
        }
        var run = block.slice(header, size, "zstd literals");
        System.arraycopy(run.array(), run.arrayOffset(), bytes, 0, size);
        return header + size;
    }

    private int readPacked(ImageBytes block, int type) throws ImageException {
        int format = block.u8(0, "zstd literals header") >> 2 & 3;
        int header = Math.max(3, format + 2);
        int width = new int[] {10, 10, 14, 18}[format];
        long bits = bits(block, header) >> 4;
        setSize(block, bits & (1L << width) - 1);
        var packed = block.slice(header, bits >> width, "zstd literals");
        var streams = packed;
        if (type == WITH_CODE) {
            var described = ZstdHuffman.read(packed);
            code = described.code();
            streams = packed.from(described.size(), "zstd literal streams");
        } else if (code == null) {
            throw block.fault(0, "zstd literals with a code", "the code of a block before the first");
        }
        if (format == 0) {
            code.decode(streams, bytes, 0, size);
        } else {
            readStreams(streams);
        }
        return header + packed.length();
    }

    private void readStreams(ImageBytes streams) throws ImageException {
        int each = (size + STREAMS - 1) / STREAMS;
        if (each * (STREAMS - 1) > size) {
            throw streams.fault(0, "zstd literals enough for four streams", size + " bytes");
        }
        long from = JUMP_TABLE;
        for (int i = 0; i < STREAMS - 1; i++) {
            int length = streams.u16(i * 2, "zstd jump table");
            code.decode(streams.slice(from, length, "zstd literal stream"), bytes, each * i, each);
            from += length;
        }
        code.decode(streams.from(from, "zstd literal stream"), bytes, each * (STREAMS - 1), size - each * (STREAMS - 1));
    }

    private void setSize(ImageBytes block, long value) throws ImageException {
        if (value > ZstdDecoder.LARGEST_BLOCK) {
            throw block.fault(0, "at most " + ZstdDecoder.LARGEST_BLOCK + " zstd literals", Long.toString(value));
        }
        size = (int) value;
        if (size > bytes.length) {
            bytes = new byte[size];
        }
    }

    private static long bits(ImageBytes block, int count) throws ImageException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) block.u8(i, "zstd literals header") << 8 * i;
        }
        return value;
    }
}
