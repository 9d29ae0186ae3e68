package dev.ringside.symbols.elf;

import dev.ringside.symbols.bytes.ByteWindow;
import dev.ringside.symbols.bytes.FormatException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks a section with SHF_COMPRESSED (System V gABI, chapter 4, "Section Compression"). */
final class Decompression {
    private static final long ZLIB = 1;
    private static final long ZSTD = 2;
    /** Deflate turns at most 258 bytes into two bits; so a larger size is a lie, found before memory is taken for it. */
    private static final long LARGEST_RATIO = 1032;

    private Decompression() {}

    static ByteWindow unpack(ByteWindow packed, boolean is64, long limit) throws FormatException {
        long type = packed.u32(0, "ch_type");
        if (type != ZLIB) {
            throw packed.fault(0, "compression type 1 (zlib)", type == ZSTD ? "2 (zstd)" : Long.toString(type));
        }
        int sizeAt = is64 ? 8 : 4;
        long size = packed.word(is64, sizeAt, "ch_size");
        int dataAt = is64 ? 24 : 12;
        ByteWindow data = packed.slice(dataAt, Math.max(0, packed.length() - dataAt), "compressed data");
        if (size < 0 || size > limit || size > data.length() * LARGEST_RATIO) {
            throw packed.fault(sizeAt, "an unpacked size of at most " + Math.min(limit, data.length() * LARGEST_RATIO) + " bytes",
                Long.toUnsignedString(size));
        }
        byte[] unpacked = new byte[(int) size];
        int got = inflate(data, packed, dataAt, unpacked);
        if (got != size) {
            throw packed.fault(dataAt, "compressed data of " + size + " bytes", got + " bytes");
        }
        return ByteWindow.of(packed.file(), packed.section() + " (unpacked)", 0, ByteBuffer.wrap(unpacked));
    }

    private static int inflate(ByteWindow data, ByteWindow packed, int dataAt, byte[] unpacked) throws FormatException {
        try (var inflater = new Inflater()) {
            inflater.setInput(data.buffer());
            int got = 0;
            while (got < unpacked.length) {
                int more = inflater.inflate(unpacked, got, unpacked.length - got);
                if (more == 0) {
                    break;
                }
                got += more;
            }
            return got;
        } catch (DataFormatException e) {
            throw packed.fault(dataAt, "zlib data", String.valueOf(e.getMessage()));
        }
    }
}
