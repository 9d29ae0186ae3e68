package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;

/** Zstandard frames (RFC 8878), without dictionaries. */
final class ZstdDecoder implements Decoder {
    /** No block of a frame has more bytes than this, packed or not (RFC 8878, 3.1.1.2.4). */
    static final int LARGEST_BLOCK = 128 << 10;

    private static final long MAGIC = 0xFD2F_B528L;
    private static final long SKIPPABLE = 0x184D_2A50L;
    private static final int RAW = 0;
    private static final int RUN = 1;
    private static final int PACKED = 2;

    @Override
    public void decode(ImageBytes packed, Unpacked out) throws ImageException {
        int at = 0;
        while (at < packed.length()) {
            long magic = packed.u32(at, "zstd magic");
            if ((magic & ~0xFL) == SKIPPABLE) {
                long size = packed.u32(at + 4L, "zstd skippable frame size");
                at += 8 + packed.slice(at + 8L, size, "zstd skippable frame").length();
            } else if (magic == MAGIC) {
                at += frame(packed.from(at, "zstd frame"), out);
            } else {
                throw packed.fault(at, "zstd magic 0xfd2fb528", "0x" + Long.toHexString(magic));
            }
        }
    }

    /** Decodes the frame that begins {@code frame}; returns its size. */
    private static int frame(ImageBytes frame, Unpacked out) throws ImageException {
        int descriptor = frame.u8(4, "zstd frame descriptor");
        boolean singleSegment = (descriptor & 0x20) != 0;
        int[] dictionarySizes = {0, 1, 2, 4};
        int[] contentSizes = {singleSegment ? 1 : 0, 2, 4, 8};
        if ((descriptor & 0x08) != 0) {
            throw frame.fault(4, "zstd frame descriptor with bit 3 clear", Integer.toString(descriptor));
        }
        int at = 5 + (singleSegment ? 0 : 1);
        for (int i = 0; i < dictionarySizes[descriptor & 3]; i++) {
            if (frame.u8(at++, "zstd dictionary") != 0) {
                throw frame.fault(at - 1L, "zstd data without a dictionary", "a dictionary's number");
            }
        }
        at += contentSizes[descriptor >> 6];
        int floor = out.size();
        at = blocks(frame, at, out, floor);
        if ((descriptor & 0x04) != 0) {
            long stated = frame.u32(at, "zstd checksum");
            long actual = XxHash64.of(out.array(), floor, out.size() - floor) & 0xFFFF_FFFFL;
            if (stated != actual) {
                throw frame.fault(at, "checksum 0x" + Long.toHexString(actual), "0x" + Long.toHexString(stated));
            }
            at += 4;
        }
        return at;
    }

    private static int blocks(ImageBytes frame, int start, Unpacked out, int floor) throws ImageException {
        var literals = new ZstdLiterals();
        var sequences = new ZstdSequences();
        int at = start;
        boolean last = false;
        while (!last) {
            int header = frame.u16(at, "zstd block header") | frame.u8(at + 2L, "zstd block header") << 16;
            last = (header & 1) != 0;
            int size = header >> 3;
            if (size > LARGEST_BLOCK) {
                throw frame.fault(at, "a zstd block of at most " + LARGEST_BLOCK + " bytes", Integer.toString(size));
            }
            at += 3;
            int begin = out.size();
            switch (header >> 1 & 3) {
                case RAW -> out.append(frame.array(), frame.slice(at, size, "zstd block").arrayOffset(), size, at);
                case RUN -> out.fill(frame.u8(at, "zstd block"), size, at);
                case PACKED -> {
                    var block = frame.slice(at, size, "zstd block");
                    var section = block.from(literals.read(block), "zstd sequences");
                    sequences.run(section, literals, out, floor);
                }
                default -> throw frame.fault(at - 3L, "a zstd block of type 0, 1 or 2", "3");
            }
            if (out.size() - begin > LARGEST_BLOCK) {
                throw frame.fault(at, "a zstd block of at most " + LARGEST_BLOCK + " unpacked bytes", "more");
            }
            at += (header >> 1 & 3) == RUN ? 1 : size;
        }
        return at;
    }
}
