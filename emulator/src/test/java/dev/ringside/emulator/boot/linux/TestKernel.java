package dev.ringside.emulator.boot.linux;

import dev.ringside.emulator.boot.BzImageBuilder;
import dev.ringside.emulator.boot.ElfBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A kernel proper of a few hundred bytes, as the kernel's build would make it: ELF file and relocation table. Its data segment holds
 * linear addresses that the table names.
 */
public final class TestKernel {
    /** Difference between linear and physical addresses of the 32-bit kernel. */
    public static final long OFFSET_32 = 0xC000_0000L;
    /** The same for the 64-bit kernel. */
    public static final long OFFSET_64 = 0xFFFF_FFFF_8000_0000L;
    /** Physical address of the data segment. */
    public static final long DATA = BzImageBuilder.ADDRESS + 0x2000;
    /** Bytes of memory the data segment has. */
    public static final int DATA_MEMORY = 0x3000;

    private TestKernel() {
    }

    public static byte[] build(boolean is64) {
        return is64 ? build64() : build32();
    }

    private static byte[] build32() {
        var data = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(0, (int) (OFFSET_32 + DATA)).putInt(8, 0x1234_5678).putInt(28, (int) (OFFSET_32 + BzImageBuilder.ADDRESS));
        var elf = elf(false, OFFSET_32, data.array());
        return join(elf, words(0, OFFSET_32 + DATA, OFFSET_32 + DATA + 28));
    }

    private static byte[] build64() {
        var data = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        data.putLong(0, OFFSET_64 + DATA).putInt(8, 0x1234_5678).putInt(12, (int) (OFFSET_64 + DATA)).putInt(16, -0x1000);
        var elf = elf(true, OFFSET_64, data.array());
        long at = OFFSET_64 + DATA;
        return join(elf, words(0, at, 0, at + 16, 0, at + 12));
    }

    private static byte[] elf(boolean is64, long offset, byte[] data) {
        return new ElfBuilder(is64, BzImageBuilder.ADDRESS + 0x10)
            .load(offset + BzImageBuilder.ADDRESS, BzImageBuilder.ADDRESS, new byte[0x40], 0x40)
            .load(offset + DATA, DATA, data, DATA_MEMORY)
            .build();
    }

    private static byte[] words(long... values) {
        var b = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            b.putInt((int) value);
        }
        return b.array();
    }

    private static byte[] join(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
