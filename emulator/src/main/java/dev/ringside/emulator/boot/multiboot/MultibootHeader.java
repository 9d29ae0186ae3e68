package dev.ringside.emulator.boot.multiboot;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.util.Optional;

/**
 * The header that makes a file a multiboot image (specification, 3.1).
 *
 * @param offset      where in the file it stands
 * @param flags       what the image demands
 * @param headerAddress physical address the header itself is to be loaded at; this and what follows only with {@link #hasAddresses()}
 * @param loadAddress physical address the image begins at
 * @param loadEnd     physical address after the image's last byte in the file, 0 for all of the file
 * @param bssEnd      physical address after the zeros that follow, 0 for none
 * @param entry       physical address of the first instruction
 */
public record MultibootHeader(
        int offset, long flags, long headerAddress, long loadAddress, long loadEnd, long bssEnd, long entry) {
    private static final long MAGIC = 0x1BAD_B002L;
    private static final int SEARCH_LIMIT = 8192;
    private static final long KNOWN_DEMANDS = 0x7;
    private static final long DEMANDS = 0xFFFF;
    private static final long WANTS_VIDEO = 0x4;
    private static final long HAS_ADDRESSES = 0x1_0000;

    /** The header of an image, which must lie within its first 8 KiB on a multiple of 4; empty when there is none. */
    public static Optional<MultibootHeader> find(ImageBytes image) throws ImageException {
        int end = Math.min(image.length(), SEARCH_LIMIT) - 12;
        for (int at = 0; at <= end; at += 4) {
            if (image.u32(at, "multiboot magic") == MAGIC) {
                long flags = image.u32(at + 4L, "multiboot flags");
                long sum = MAGIC + flags + image.u32(at + 8L, "multiboot checksum");
                if ((int) sum == 0) {
                    return Optional.of(read(image, at, flags));
                }
            }
        }
        return Optional.empty();
    }

    private static MultibootHeader read(ImageBytes image, int at, long flags) throws ImageException {
        if ((flags & DEMANDS & ~KNOWN_DEMANDS) != 0) {
            throw image.fault(at + 4L, "multiboot flags 0 to 2 and nothing else that is a must", "0x" + Long.toHexString(flags));
        }
        if ((flags & HAS_ADDRESSES) == 0) {
            return new MultibootHeader(at, flags, 0, 0, 0, 0, 0);
        }
        return new MultibootHeader(at, flags, image.u32(at + 12L, "header_addr"), image.u32(at + 16L, "load_addr"),
            image.u32(at + 20L, "load_end_addr"), image.u32(at + 24L, "bss_end_addr"), image.u32(at + 28L, "entry_addr"));
    }

    /** Whether the header says itself where the image goes, whatever format the file has otherwise. */
    public boolean hasAddresses() {
        return (flags & HAS_ADDRESSES) != 0;
    }

    /** Whether the image asks for a video mode. */
    public boolean wantsVideo() {
        return (flags & WANTS_VIDEO) != 0;
    }
}
