package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.cpu.Cpu;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Values that programs start with: anything, and the numbers at which arithmetic changes its ways. */
final class RandomData {
    private static final long[] EDGES = {0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFFL,
        Long.MAX_VALUE,
        Long.MIN_VALUE};

    /** Doubles: zeros, ones, largest, smallest, infinities, quiet and signalling NaNs of both signs, with payloads. */
    private static final long[] DOUBLES = {0, 1L << 63, 0x3FF0000000000000L, 0xBFF8000000000000L, 0x7FEFFFFFFFFFFFFFL, 1,
        0x000FFFFFFFFFFFFFL,
        0x0010000000000000L, 0x7FF0000000000000L, 0xFFF0000000000000L, 0x7FF8000000000001L, 0xFFF8000000000000L, 0x7FF0000000000003L,
        0xFFF4000000000000L, 0x41DFFFFFFFC00000L, 0x43E0000000000000L};

    /** The same for floats. */
    private static final int[] FLOATS = {0, 1 << 31, 0x3F800000, 0xBFC00000, 0x7F7FFFFF, 1, 0x007FFFFF, 0x00800000, 0x7F800000,
        0xFF800000, 0x7FC00001,
        0xFFC00000, 0x7F800003, 0xFFA00000, 0x4EFFFFFF, 0x4F000000};

    private RandomData() {}

    /** Eight bytes. */
    static long quad(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1, 2 -> DOUBLES[random.nextInt(DOUBLES.length)];
            case 3 -> FLOATS[random.nextInt(FLOATS.length)] & 0xFFFFFFFFL | (long) FLOATS[random.nextInt(FLOATS.length)] << 32;
            case 4 -> Double.doubleToRawLongBits(random.nextGaussian() * 1000);
            case 5 -> random.nextInt(256);
            default -> random.nextLong();
        };
    }

    /** {@code length} bytes, a multiple of eight. */
    static byte[] bytes(Random random, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            buffer.putLong(quad(random));
        }
        return buffer.array();
    }

    /** An address in the data window, mostly aligned to 16, sometimes just below the end of a page. */
    static int address(Random random) {
        int at = Environment.WINDOW + random.nextInt(Environment.WINDOW_END - Environment.WINDOW);
        int choice = random.nextInt(12);
        return choice == 0 ? (at | Environment.PAGE - 1) - random.nextInt(8) : choice < 9 ? at & ~15 : at;
    }

    static void registers(Random random, Environment environment, Cpu cpu) {
        boolean wide = environment.mode() == ProgramMode.LONG_64;
        for (int i = 0; i < (wide ? 16 : 8); i++) {
            long value = random.nextInt(3) == 0 ? environment.dataOffset(address(random)) : quad(random);
            cpu.r[i] = wide ? value : value & 0xFFFFFFFFL;
        }
        cpu.r[Cpu.RSP] = environment.dataOffset(Environment.STACK);
        for (int i = 0; i < cpu.vector.xmm.length; i++) {
            cpu.vector.xmm[i] = wide || i < 16 ? quad(random) : 0;
        }
        cpu.x87.initialize();
    }
}
