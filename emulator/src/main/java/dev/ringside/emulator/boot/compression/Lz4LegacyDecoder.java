package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;

/**
 * The legacy LZ4 frame (LZ4 frame format description, "Legacy frame"): a magic number, then blocks, each with its packed size
 * before it. A block's matches do not reach into the block before.
 */
final class Lz4LegacyDecoder implements Decoder {
    private static final long MAGIC = 0x184C_2102L;
    private static final int LARGEST_BLOCK = 8 << 20;
    private static final int SHORTEST_MATCH = 4;
    private static final int LONG_FORM = 15;

    @Override
    public void decode(ImageBytes packed, Unpacked out) throws ImageException {
        long at = 4;
        while (at < packed.length()) {
            long size = packed.u32(at, "LZ4 block size");
            at += 4;
            if (size == MAGIC) {
                continue;
            }
            var block = packed.slice(at, size, "LZ4 block");
            int floor = out.size();
            new Block(block, out, floor).decode();
            if (out.size() - floor > LARGEST_BLOCK) {
                throw packed.fault(at, "an LZ4 block of at most " + LARGEST_BLOCK + " bytes", out.size() - floor + " bytes");
            }
            at += size;
        }
    }

    /** One block (LZ4 block format description): runs of literals, each followed by a match, the last by nothing. */
    private static final class Block {
        private final ImageBytes in;
        private final Unpacked out;
        private final int floor;
        private int at;

        Block(ImageBytes in, Unpacked out, int floor) {
            this.in = in;
            this.out = out;
            this.floor = floor;
        }

        void decode() throws ImageException {
            while (at < in.length()) {
                int token = next("LZ4 token");
                int literals = length(token >> 4);
                var run = in.slice(at, literals, "LZ4 literals");
                out.append(run.array(), run.arrayOffset(), literals, at);
                at += literals;
                if (at == in.length()) {
                    return;
                }
                int distance = in.u16(at, "LZ4 match distance");
                at += 2;
                out.repeat(distance, length(token & LONG_FORM) + SHORTEST_MATCH, floor, at - 2);
            }
        }

        private int length(int nibble) throws ImageException {
            int length = nibble;
            if (nibble == LONG_FORM) {
                int more;
                do {
                    more = next("LZ4 length");
                    length += more;
                } while (more == 0xFF && length < LARGEST_BLOCK);
            }
            return length;
        }

        private int next(String what) throws ImageException {
            return in.u8(at++, what);
        }
    }
}
