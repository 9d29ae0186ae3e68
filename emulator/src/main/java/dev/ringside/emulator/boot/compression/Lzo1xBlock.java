package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;

/**
 * One LZO1X block (Linux, Documentation/staging/lzo.rst, version 0 of the stream). Each instruction copies a match, most of them then up
 * to three literals; what an instruction byte below 16 means depends on how many literals came just before it.
 */
final class Lzo1xBlock {
    private static final int AFTER_LONG_RUN = 4;
    private static final int FAR = 0x4000;
    private static final int AFTER_RUN_DISTANCE = 0x801;

    private final ImageBytes in;
    private final Unpacked out;
    private final int floor;
    private final int plainSize;
    private int at;
    private int literalsBefore;
    private boolean ended;

    Lzo1xBlock(ImageBytes in, Unpacked out, int plainSize) {
        this.in = in;
        this.out = out;
        this.floor = out.size();
        this.plainSize = plainSize;
    }

    void decode() throws ImageException {
        int first = in.u8(0, "LZO instruction");
        if (first > 17) {
            at = 1;
            literals(first - 17);
        }
        while (!ended) {
            instruction(next());
        }
        int size = out.size() - floor;
        if (at != in.length() || size != plainSize) {
            throw in.fault(at, "the end of an LZO block of " + plainSize + " bytes", size + " bytes");
        }
    }

    private void instruction(int code) throws ImageException {
        if (code >= 0x40) {
            int distance = (next() << 3) + (code >> 2 & 7) + 1;
            match(distance, (code >> 5) + 1, code & 3);
        } else if (code >= 0x20) {
            int length = 2 + longForm(code, 0x1F);
            int tail = distanceBits();
            match((tail >> 2) + 1, length, tail & 3);
        } else if (code >= 0x10) {
            farMatch(code);
        } else if (literalsBefore == 0) {
            literals(3 + longForm(code, 0xF));
        } else if (literalsBefore == AFTER_LONG_RUN) {
            match((next() << 2) + (code >> 2) + AFTER_RUN_DISTANCE, 3, code & 3);
        } else {
            match((next() << 2) + (code >> 2) + 1, 2, code & 3);
        }
    }

    /** A match of more than 16 KiB back; at exactly 16 KiB it is the end of the block instead. */
    private void farMatch(int code) throws ImageException {
        int length = 2 + longForm(code, 7);
        int tail = distanceBits();
        int distance = FAR + ((code & 8) << 11) + (tail >> 2);
        if (distance == FAR) {
            ended = true;
        } else {
            match(distance, length, tail & 3);
        }
    }

    private void match(int distance, int length, int literalsAfter) throws ImageException {
        out.repeat(distance, length, floor, at);
        literals(literalsAfter);
    }

    private void literals(int count) throws ImageException {
        var run = in.slice(at, count, "LZO literals");
        out.append(run.array(), run.arrayOffset(), count, at);
        at += count;
        literalsBefore = Math.min(count, AFTER_LONG_RUN);
    }

    /** The length in the low bits of an instruction; zero there means that it goes on in the following bytes. */
    private int longForm(int code, int mask) throws ImageException {
        int length = code & mask;
        if (length != 0) {
            return length;
        }
        length = mask;
        int more = next();
        while (more == 0 && length < plainSize) {
            length += 0xFF;
            more = next();
        }
        return length + more;
    }

    private int distanceBits() throws ImageException {
        int bits = in.u16(at, "LZO match distance");
        at += 2;
        return bits;
    }

    private int next() throws ImageException {
        return in.u8(at++, "LZO instruction");
    }
}
