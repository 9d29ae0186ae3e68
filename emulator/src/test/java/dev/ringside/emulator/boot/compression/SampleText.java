package dev.ringside.emulator.boot.compression;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Data with everything a compressor looks for: words, long repeats, runs of zeros, noise, numbers that differ in one byte. The samples
 * among the test resources were made from {@link #make()}: {@code zstd -19 --long=20}, {@code zstd -1 --no-check}, {@code lzop -9}, {@code lzop -1 --crc32}.
 */
final class SampleText {
    private static final int SIZE = 200_000;

    private SampleText() {
    }

    static byte[] make() {
        var random = new Random(7);
        var out = new byte[SIZE];
        int at = 0;
        while (at < SIZE) {
            at = switch (random.nextInt(12)) {
                case 0 -> fill(out, at, random.nextInt(900));
                case 1 -> noise(out, at, random.nextInt(60), random);
                case 2, 3 -> again(out, at, random);
                case 4 -> numbers(out, at, random);
                default -> word(out, at, random);
            };
        }
        return out;
    }

    private static int fill(byte[] out, int at, int count) {
        return Math.min(out.length, at + count);
    }

    private static int noise(byte[] out, int at, int count, Random random) {
        int end = Math.min(out.length, at + count);
        for (int i = at; i < end; i++) {
            out[i] = (byte) random.nextInt(256);
        }
        return end;
    }

    private static int again(byte[] out, int at, Random random) {
        int from = at == 0 ? 0 : random.nextInt(at);
        int end = Math.min(out.length, at + 3 + random.nextInt(150));
        for (int i = at; i < end; i++) {
            out[i] = out[from + i - at];
        }
        return end;
    }

    private static int numbers(byte[] out, int at, Random random) {
        int end = Math.min(out.length, at + 4 * random.nextInt(60));
        for (int i = at; i < end; i++) {
            out[i] = (byte) (i % 4 == 0 ? i / 4 : 0x10);
        }
        return end;
    }

    private static int word(byte[] out, int at, Random random) {
        var text = ("word%d ".formatted(random.nextInt(90))).getBytes(StandardCharsets.US_ASCII);
        var part = Arrays.copyOf(text, Math.min(text.length, out.length - at));
        System.arraycopy(part, 0, out, at, part.length);
        return at + part.length;
    }
}
