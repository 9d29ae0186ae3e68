package dev.ringside.emulator.boot.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.BzImageBuilder;
import dev.ringside.emulator.boot.ElfBuilder;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.boot.compression.Compression;
import dev.ringside.emulator.boot.compression.Packers;
import dev.ringside.emulator.boot.linux.TestKernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damages images of every format and loads them: the outcome is a plan or one line, never anything else. The number of images is the
 * system property {@code ringside.fuzz.images}, 900 unless set; the first seed is {@code ringside.fuzz.seed}.
 */
class LoaderFuzzTest {
    private static final int IMAGES = Integer.getInteger("ringside.fuzz.images", 900);
    private static final long SEED = Long.getLong("ringside.fuzz.seed", 1);
    private static final MemoryMap MEMORY = MemoryMap.pc(64 << 20);
    private static final long[] TELLING = {
        0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1, -16
    };

    private static List<byte[]> samples() throws IOException {
        var samples = new ArrayList<byte[]>();
        for (var compression : Compression.values()) {
            var kernel = TestKernel.build(compression.ordinal() % 2 == 0);
            var packed = Packers.pack(compression, kernel);
            var payload = compression == Compression.GZIP ? packed : BzImageBuilder.withSize(packed, kernel.length);
            samples.add(new BzImageBuilder(compression.ordinal() % 2 == 0, payload).build());
        }
        for (String resource : List.of("zstd-1.zst", "zstd-19.zst", "lzop-1.lzo", "lzop-9.lzo", "lz4-9.lz4")) {
            samples.add(new BzImageBuilder(true, BzImageBuilder.withSize(Packers.resource(resource), 200_000)).build());
        }
        var multiboot = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(0x1BADB002).putInt(0x10003);
        multiboot.putInt(-(0x1BADB002 + 0x10003)).putInt(0x10_0000).putInt(0x10_0000).putInt(0).putInt(0x10_1000).putInt(0x10_0020);
        samples.add(multiboot.array());
        multiboot.putInt(4, 3).putInt(8, -(0x1BADB002 + 3));
        samples.add(new ElfBuilder(false, 0x10_0020).load(0x10_0000, 0x10_0000, multiboot.array(), 0x1000).build());
        for (boolean is64 : new boolean[] {false, true}) {
            samples.add(new ElfBuilder(is64, 0).load(0x10_0000, 0x10_0000, new byte[64], 0x1000)
                .note("Xen", 18, new byte[] {0x10, 0, 0x10, 0}).note("GNU", 3, new byte[20]).build());
        }
        return samples;
    }

    private static byte[] damage(byte[] sample, Random random) {
        var bytes = sample.clone();
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 0x280));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> write(bytes, at & -4, TELLING[random.nextInt(TELLING.length)], 4);
                default -> write(bytes, at & -8, TELLING[random.nextInt(TELLING.length)], 8);
            }
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static void write(byte[] bytes, int at, long value, int count) {
        for (int i = 0; i < count && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> 8 * i);
        }
    }

    private static LoadRequest request(Random random) {
        var unpack = switch (random.nextInt(4)) {
            case 0 -> new Unpack.ByGuest(Unpack.Entry.PROTECTED_32);
            case 1 -> new Unpack.ByGuest(Unpack.Entry.LONG_64);
            case 2 -> new Unpack.ByHost(OptionalLong.of(random.nextLong()));
            default -> Unpack.byHost();
        };
        return LoadRequest.of(MEMORY).withCommandLine("a b").withUnpack(unpack)
            .withModules(List.of(BootModule.of(ImageBytes.of("module", new byte[100]))));
    }

    /** As {@link #load}; a failure names the seed that repeats it. */
    private static boolean load(byte[] bytes, LoadRequest request, long seed) {
        try {
            return load(bytes, request);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
    }

    /** Loads one image; true when that gave a plan. */
    private static boolean load(byte[] bytes, LoadRequest request) {
        try {
            var plan = GuestImage.recognise(ImageBytes.of("image", bytes)).load(request);
            for (var segment : plan.segments()) {
                boolean ofBios = plan.bios().isPresent() && segment.end() <= 0x10_0000;
                assertTrue(ofBios || MEMORY.isRam(segment.physicalAddress(), segment.length()), segment.what());
            }
            return true;
        } catch (ImageException e) {
            assertEquals(1, e.getMessage().lines().count());
            return false;
        }
    }

    @Test
    void aDamagedImageGivesAPlanOrOneLine() throws IOException {
        var samples = samples();
        int plans = 0;
        for (int i = 0; i < IMAGES; i++) {
            var random = new Random(SEED + i);
            var bytes = damage(samples.get(i % samples.size()), random);
            var request = request(random);
            long seed = SEED + i;
            plans += assertTimeoutPreemptively(Duration.ofSeconds(20), () -> load(bytes, request, seed), () -> "seed " + seed) ? 1 : 0;
        }
        assertTrue(plans > IMAGES / 20 && plans < IMAGES, plans + " plans: the damage is too heavy or too light to tell anything");
    }
}
