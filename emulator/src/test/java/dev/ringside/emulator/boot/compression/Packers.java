package dev.ringside.emulator.boot.compression;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** Packs data the way the kernel's build does. LZO and zstd, which have no packer here, pack the sample by resource or store it. */
public final class Packers {
    private static final int LZ4_BLOCK = 8 << 20;
    private static final int LZO_BLOCK = 256 << 10;
    private static final int ZSTD_BLOCK = 100_000;

    private Packers() {
    }

    @FunctionalInterface
    private interface Wrapper {
        OutputStream wrap(OutputStream out) throws IOException;
    }

    public static byte[] pack(Compression compression, byte[] plain) throws IOException {
        return switch (compression) {
            case GZIP -> stream(plain, GZIPOutputStream::new);
            case BZIP2 -> stream(plain, BZip2CompressorOutputStream::new);
            case LZMA -> stream(plain, out -> new LZMAOutputStream(out, new LZMA2Options(0), -1));
            case XZ -> stream(plain, out -> new XZOutputStream(out,
                new FilterOptions[] {new X86Options(), new LZMA2Options(0)}, XZ.CHECK_CRC32));
            case LZ4 -> lz4(plain);
            case LZO -> isSample(plain) ? resource("lzop-9.lzo") : storedLzo(plain);
            case ZSTD -> isSample(plain) ? resource("zstd-19.zst") : storedZstd(plain);
        };
    }

    public static byte[] resource(String name) throws IOException {
        try (var in = Packers.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static boolean isSample(byte[] plain) {
        return Arrays.equals(plain, SampleText.make());
    }

    private static byte[] stream(byte[] plain, Wrapper wrapper) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packer = wrapper.wrap(out)) {
            packer.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] lz4(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(littleEndian(0x184C2102));
        for (int at = 0; at < plain.length; at += LZ4_BLOCK) {
            var block = stream(Arrays.copyOfRange(plain, at, Math.min(plain.length, at + LZ4_BLOCK)),
                BlockLZ4CompressorOutputStream::new);
            out.writeBytes(littleEndian(block.length));
            out.writeBytes(block);
        }
        return out.toByteArray();
    }

    private static byte[] storedLzo(byte[] plain) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'L', 'Z', 'O', 0, 0x0D, 0x0A, 0x1A, 0x0A, 0x10, 0x40, 0, 0, 0, 0, 3, 9});
        out.writeBytes(bigEndian(1));
        out.writeBytes(new byte[12 + 1 + 4]);
        for (int at = 0; at < plain.length; at += LZO_BLOCK) {
            int size = Math.min(LZO_BLOCK, plain.length - at);
            var sum = new Adler32();
            sum.update(plain, at, size);
            out.writeBytes(bigEndian(size));
            out.writeBytes(bigEndian(size));
            out.writeBytes(bigEndian((int) sum.getValue()));
            out.write(plain, at, size);
        }
        out.writeBytes(bigEndian(0));
        return out.toByteArray();
    }

    private static byte[] storedZstd(byte[] plain) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(littleEndian(0xFD2FB528));
        out.writeBytes(new byte[] {0x04, 0x58});
        for (int at = 0; at < plain.length; at += ZSTD_BLOCK) {
            int size = Math.min(ZSTD_BLOCK, plain.length - at);
            int last = at + size == plain.length ? 1 : 0;
            out.write(littleEndian(size << 3 | last), 0, 3);
            out.write(plain, at, size);
        }
        out.writeBytes(littleEndian((int) XxHash64.of(plain, 0, plain.length)));
        return out.toByteArray();
    }

    private static byte[] littleEndian(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    private static byte[] bigEndian(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
