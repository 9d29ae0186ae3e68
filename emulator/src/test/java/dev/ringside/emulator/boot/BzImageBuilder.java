package dev.ringside.emulator.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Builds small bzImages for tests: one setup sector more than the boot sector, then 64 bytes of "decompressor", then the payload. */
public final class BzImageBuilder {
    /** Where the protected-mode part begins in the file. */
    public static final int PROTECTED_MODE = 1024;
    /** Where the payload begins in the file. */
    public static final int PAYLOAD = PROTECTED_MODE + 64;
    /** The address test kernels are linked for. */
    public static final long ADDRESS = 0x100_0000;
    /** The alignment test kernels want. */
    public static final int ALIGNMENT = 0x20_0000;

    private final byte[] payload;
    private final boolean is64;
    private int initSize = 0x10_0000;
    private int version = 0x20F;

    /** An image with this payload, trailer included. */
    public BzImageBuilder(boolean is64, byte[] payload) {
        this.is64 = is64;
        this.payload = payload;
    }

    public static BzImageBuilder gzip(boolean is64, byte[] kernel) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(kernel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BzImageBuilder(is64, out.toByteArray());
    }

    /** Packed data followed by the size of what it unpacks to, as the kernel's build appends it. */
    public static byte[] withSize(byte[] packed, int size) {
        var payload = Arrays.copyOf(packed, packed.length + 4);
        ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).putInt(packed.length, size);
        return payload;
    }

    public BzImageBuilder initSize(int size) {
        this.initSize = size;
        return this;
    }

    public BzImageBuilder version(int number) {
        this.version = number;
        return this;
    }

    public byte[] build() {
        int systemSize = 64 + payload.length + 15 & -16;
        var b = ByteBuffer.allocate(PROTECTED_MODE + systemSize).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0x1F1, (byte) 1).putInt(0x1F4, systemSize / 16).putShort(0x1FE, (short) 0xAA55);
        b.put(0x200, (byte) 0xEB).put(0x201, (byte) 0x6A).putInt(0x202, 0x53726448).putShort(0x206, (short) version);
        b.put(0x211, (byte) 3).putInt(0x22C, 0x7FFF_FFFF).putInt(0x230, ALIGNMENT).put(0x234, (byte) 1);
        b.putShort(0x236, (short) (is64 ? 1 : 0)).putInt(0x238, 255);
        b.putInt(0x248, PAYLOAD - PROTECTED_MODE).putInt(0x24C, payload.length).putLong(0x258, ADDRESS).putInt(0x260, initSize);
        b.put(PAYLOAD, payload);
        return b.array();
    }
}
