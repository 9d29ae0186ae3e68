package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.SingleXZInputStream;

/** The compressions a Linux kernel payload may have, told apart by how they begin (Linux, Documentation/x86/boot.rst, payload_offset). */
public enum Compression {
    /** RFC 1952. */
    GZIP(new StreamDecoder("gzip", GZIPInputStream::new), 0x1F, 0x8B),
    /** bzip2. */
    BZIP2(new StreamDecoder("bzip2", BZip2CompressorInputStream::new), 'B', 'Z', 'h'),
    /** LZMA_alone with the usual properties byte. */
    LZMA(new StreamDecoder("lzma", in -> new LZMAInputStream(in, Constants.MOST_DICTIONARY_KIB)), 0x5D, 0x00, 0x00),
    /** xz, filters included. */
    XZ(new StreamDecoder("xz", in -> new SingleXZInputStream(in, Constants.MOST_DICTIONARY_KIB)), 0xFD, '7', 'z', 'X', 'Z', 0),
    /** lzop's file format around LZO1X blocks. */
    LZO(new LzopDecoder(), 0x89, 'L', 'Z', 'O'),
    /** LZ4's legacy frame. */
    LZ4(new Lz4LegacyDecoder(), 0x02, 0x21, 0x4C, 0x18),
    /** RFC 8878. */
    ZSTD(new ZstdDecoder(), 0x28, 0xB5, 0x2F, 0xFD);

    private static final class Constants {
        /** Dictionaries beyond 256 MiB are refused: no kernel is that large, and a file must not choose how much memory it costs. */
        static final int MOST_DICTIONARY_KIB = 0x4_0000 + 0x400;
    }

    private final Decoder decoder;
    private final int[] magic;

    Compression(Decoder decoder, int... magic) {
        this.decoder = decoder;
        this.magic = magic;
    }

    /** The compression whose data begins like {@code packed}. */
    public static Optional<Compression> detect(ImageBytes packed) {
        return Arrays.stream(values()).filter(c -> packed.has(0, c.magic)).findFirst();
    }

    /**
     * Unpacks {@code packed}.
     *
     * @param size the number of bytes that must come out
     * @return exactly that many bytes
     * @throws ImageException when the data is corrupt, truncated, or unpacks to another size
     */
    public byte[] unpack(ImageBytes packed, int size) throws ImageException {
        var out = new Unpacked(packed, size);
        decoder.decode(packed, out);
        if (out.size() != size) {
            throw packed.fault(packed.length(), "data that unpacks to " + size + " bytes", out.size() + " bytes");
        }
        return out.toBytes();
    }
}
