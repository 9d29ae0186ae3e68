package dev.ringside.emulator.boot.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
    private static final byte[] PLAIN = SampleText.make();

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyCompressionIsRecognisedAndUndone(Compression compression) throws Exception {
        var packed = ImageBytes.of("sample", Packers.pack(compression, PLAIN));
        assertEquals(compression, Compression.detect(packed).orElseThrow());
        assertArrayEquals(PLAIN, compression.unpack(packed, PLAIN.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd-1.zst", "zstd-19.zst", "lzop-1.lzo", "lzop-9.lzo", "lz4-9.lz4"})
    void whatOtherProgramsPackedIsUndone(String sample) throws Exception {
        var packed = ImageBytes.of(sample, Packers.resource(sample));
        assertArrayEquals(PLAIN, Compression.detect(packed).orElseThrow().unpack(packed, PLAIN.length));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void moreThanTheDeclaredSizeIsRefused(Compression compression) throws IOException {
        var packed = ImageBytes.of("bomb", Packers.pack(compression, PLAIN));
        var e = assertThrows(ImageException.class, () -> compression.unpack(packed, PLAIN.length - 1));
        assertTrue(e.expected().contains("199999 bytes"), e.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void lessThanTheDeclaredSizeIsRefused(Compression compression) throws IOException {
        var packed = ImageBytes.of("short", Packers.pack(compression, PLAIN));
        assertThrows(ImageException.class, () -> compression.unpack(packed, PLAIN.length + 1));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void truncationIsReportedWhereverItFalls(Compression compression) throws IOException {
        var whole = Packers.pack(compression, PLAIN);
        for (int length = 0; length < whole.length - 12; length += 1 + length / 4) {
            var packed = ImageBytes.of("cut", Arrays.copyOf(whole, length));
            assertThrows(ImageException.class, () -> compression.unpack(packed, PLAIN.length));
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void corruptDataNeverCausesAnythingButAnImageException(Compression compression) throws IOException {
        var whole = Packers.pack(compression, Arrays.copyOf(PLAIN, 20_000));
        var random = new Random(compression.ordinal());
        for (int i = 0; i < 60; i++) {
            var damaged = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(Math.min(damaged.length, 1 << 3 + random.nextInt(14)))] = (byte) random.nextInt();
            }
            try {
                assertEquals(20_000, compression.unpack(ImageBytes.of("damaged", damaged), 20_000).length);
            } catch (ImageException e) {
                assertEquals(1, e.getMessage().lines().count());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Compression.class, names = {"GZIP", "BZIP2", "XZ", "LZO", "ZSTD"})
    void changedContentsFailTheChecksum(Compression compression) throws IOException {
        var packed = Packers.pack(compression, PLAIN);
        packed[packed.length / 2] ^= 0x10;
        assertThrows(ImageException.class, () -> compression.unpack(ImageBytes.of("changed", packed), PLAIN.length));
    }

    @Test
    void aSmallFileCannotMakeTheDecoderAllocateWhatItClaims() throws IOException {
        var packed = ImageBytes.of("claim", Packers.pack(Compression.GZIP, new byte[100]));
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertThrows(ImageException.class, () -> Compression.GZIP.unpack(packed, Integer.MAX_VALUE));
        assertTrue(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() - before < 256L << 20);
    }
}
