package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/** The file format of the lzop program around LZO1X blocks, numbers big endian. Checksums of the unpacked blocks are checked. */
final class LzopDecoder implements Decoder {
    private static final int MAGIC_SIZE = 9;
    private static final int VERSION_WITH_LEVEL = 0x940;
    private static final long ADLER_OF_PLAIN = 0x1;
    private static final long ADLER_OF_PACKED = 0x2;
    private static final long EXTRA_FIELD = 0x40;
    private static final long CRC_OF_PLAIN = 0x100;
    private static final long CRC_OF_PACKED = 0x200;
    private static final long FILTER = 0x800;
    private static final int LARGEST_BLOCK = 64 << 20;

    @Override
    public void decode(ImageBytes packed, Unpacked out) throws ImageException {
        if (!packed.has(0, 0x89, 'L', 'Z', 'O', 0, 0x0D, 0x0A, 0x1A, 0x0A)) {
            throw packed.fault(0, "lzop magic", "other bytes");
        }
        int version = packed.u8(MAGIC_SIZE, "lzop version") << 8 | packed.u8(MAGIC_SIZE + 1, "lzop version");
        boolean hasLevel = version >= VERSION_WITH_LEVEL;
        long at = MAGIC_SIZE + (hasLevel ? 8 : 7);
        long flags = packed.u32BigEndian(at, "lzop flags");
        if ((flags & (FILTER | EXTRA_FIELD)) != 0) {
            throw packed.fault(at, "lzop data without filter or extra field", "flags 0x" + Long.toHexString(flags));
        }
        at += 4 + (hasLevel ? 12 : 8);
        at += 1 + packed.u8(at, "lzop name length") + 4;
        for (long next = block(packed, at, flags, out); next != at; next = block(packed, at, flags, out)) {
            at = next;
        }
    }

    /** Unpacks the block at {@code at}; returns where the next one begins, which is {@code at} itself when this was the end mark. */
    private static long block(ImageBytes packed, long at, long flags, Unpacked out) throws ImageException {
        long plainSize = packed.u32BigEndian(at, "LZO block size");
        if (plainSize == 0) {
            return at;
        }
        long packedSize = packed.u32BigEndian(at + 4, "LZO packed block size");
        if (plainSize > LARGEST_BLOCK || packedSize > plainSize) {
            throw packed.fault(at, "an LZO block no larger packed than plain", packedSize + " and " + plainSize + " bytes");
        }
        boolean stored = packedSize == plainSize;
        long checks = at + 8;
        long data = checks + 4 * (count(flags, ADLER_OF_PLAIN) + count(flags, CRC_OF_PLAIN));
        data += stored ? 0 : 4 * (count(flags, ADLER_OF_PACKED) + count(flags, CRC_OF_PACKED));
        var block = packed.slice(data, packedSize, "LZO block");
        int begin = out.size();
        if (stored) {
            out.append(block.array(), block.arrayOffset(), block.length(), data);
        } else {
            new Lzo1xBlock(block, out, (int) plainSize).decode();
        }
        check(packed, checks, flags, out, begin);
        return data + packedSize;
    }

    private static void check(ImageBytes packed, long at, long flags, Unpacked out, int begin) throws ImageException {
        long next = at;
        if (count(flags, ADLER_OF_PLAIN) > 0) {
            compare(packed, next, new Adler32(), out, begin);
            next += 4;
        }
        if (count(flags, CRC_OF_PLAIN) > 0) {
            compare(packed, next, new CRC32(), out, begin);
        }
    }

    private static void compare(ImageBytes packed, long at, Checksum sum, Unpacked out, int begin) throws ImageException {
        sum.update(out.array(), begin, out.size() - begin);
        long stated = packed.u32BigEndian(at, "LZO block checksum");
        if (stated != sum.getValue()) {
            throw packed.fault(at, "checksum 0x" + Long.toHexString(sum.getValue()), "0x" + Long.toHexString(stated));
        }
    }

    private static int count(long flags, long flag) {
        return (flags & flag) != 0 ? 1 : 0;
    }
}
