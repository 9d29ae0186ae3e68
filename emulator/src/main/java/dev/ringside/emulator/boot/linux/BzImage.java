package dev.ringside.emulator.boot.linux;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.PayloadStore;
import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.boot.compression.Compression;
import dev.ringside.emulator.boot.elf.ElfFile;

/** A Linux kernel in bzImage format: setup code, then a decompressor that carries the kernel proper as its payload. */
public final class BzImage {
    /** No x86 kernel is larger: the kernel's own mapping of itself ends there (Linux, KERNEL_IMAGE_SIZE without KASLR). */
    private static final long LARGEST_KERNEL = 512L << 20;
    private static final int SIZE_TRAILER = 4;

    private final ImageBytes bytes;
    private final SetupHeader header;

    private BzImage(ImageBytes bytes, SetupHeader header) {
        this.bytes = bytes;
        this.header = header;
    }

    /** Whether the bytes begin like a bzImage. */
    public static boolean isBzImage(ImageBytes bytes) {
        return SetupHeader.isPresent(bytes);
    }

    /** Reads the setup header. */
    public static BzImage read(ImageBytes bytes) throws ImageException {
        return new BzImage(bytes, SetupHeader.read(bytes));
    }

    /** The image. */
    public ImageBytes bytes() {
        return bytes;
    }

    /** Whether the kernel runs in long mode. */
    public boolean is64() {
        return header.has64BitEntry();
    }

    SetupHeader header() {
        return header;
    }

    /** The compression of the kernel proper. */
    public Compression compression() throws ImageException {
        var payload = payload();
        return Compression.detect(payload)
            .orElseThrow(() -> payload.fault(0, "a payload in gzip, bzip2, lzma, xz, lzo, lz4 or zstd format", "another one"));
    }

    /**
     * Unpacks the kernel proper: an ELF file, followed by its relocation table when it is relocatable. The bytes belong to the caller.
     */
    public byte[] unpack() throws ImageException {
        return unpack(PayloadStore.NONE);
    }

    /** {@link #unpack()}, by way of a store. */
    byte[] unpack(PayloadStore store) throws ImageException {
        var payload = payload();
        var compression = compression();
        long trailer = payload.length() - SIZE_TRAILER;
        long size = payload.u32(trailer, "size of the unpacked kernel");
        long limit = Math.min(LARGEST_KERNEL, header.version() >= 0x20A ? header.initSize() : LARGEST_KERNEL);
        if (size > limit) {
            throw payload.fault(trailer, "an unpacked kernel of at most " + limit + " bytes", size + " bytes");
        }
        boolean sizeIsOfFormat = compression == Compression.GZIP;
        var packed = sizeIsOfFormat ? payload : payload.slice(0, trailer, "payload");
        return store.unpacked(payload, (int) size, () -> compression.unpack(packed, (int) size));
    }

    /** The name messages use for what {@link #unpack()} returns. */
    String unpackedName() {
        return bytes.file() + " (unpacked)";
    }

    /** The kernel proper as an ELF file, not relocated. */
    public ElfFile kernel() throws ImageException {
        return ElfFile.read(ImageBytes.of(unpackedName(), unpack()));
    }

    /** Plans the boot. */
    public LoadPlan load(LoadRequest request) throws ImageException {
        var boot = new LinuxBoot(this, request);
        return switch (request.unpack()) {
            case Unpack.ByHost way -> boot.unpackedByHost(way);
            case Unpack.ByGuest way -> boot.unpackedByGuest(way.entry());
        };
    }

    private ImageBytes payload() throws ImageException {
        header.demand(bytes, 0x208, "to find the payload (or let the guest unpack it)");
        long offset = bytes.u32(SetupHeader.PAYLOAD_OFFSET, "payload_offset");
        long length = bytes.u32(SetupHeader.PAYLOAD_LENGTH, "payload_length");
        return bytes.slice(header.protectedMode() + offset, length, "payload");
    }
}
