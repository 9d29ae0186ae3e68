package dev.ringside.emulator.boot.linux;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.MemoryMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The "zero page" that a Linux kernel is started with (Linux, Documentation/x86/zero-page.rst and boot.rst). */
final class BootParams {
    /** Bytes of the page. */
    static final int SIZE = 4096;
    /** First offset after the room there is for the setup header. */
    static final int HEADER_LIMIT = 0x290;

    private static final int EXTENDED_MEMORY_K = 0x002;
    private static final int RSDP = 0x070;
    private static final int ALTERNATIVE_MEMORY_K = 0x1E0;
    private static final int MAP_ENTRIES = 0x1E8;
    private static final int LOADER_TYPE = 0x210;
    private static final int RAMDISK_IMAGE = 0x218;
    private static final int RAMDISK_SIZE = 0x21C;
    private static final int COMMAND_LINE = 0x228;
    private static final int MAP = 0x2D0;
    private static final int MOST_ENTRIES = 128;

    private static final int UNREGISTERED_LOADER = 0xFF;
    private static final int FLAG_KASLR = 0x02;
    private static final long MIB = 0x10_0000;

    private final ByteBuffer page = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    /** A page with the setup header of {@code image} and the name of a loader that has no registered number. */
    BootParams(ImageBytes image, SetupHeader header) {
        int start = SetupHeader.SETUP_SECTORS;
        page.put(start, image.array(), image.arrayOffset() + start, header.headerEnd() - start);
        page.put(LOADER_TYPE, (byte) UNREGISTERED_LOADER);
    }

    /** Enters the memory map, in the new form and the two old ones. */
    BootParams memory(MemoryMap map) {
        var regions = map.regions();
        if (regions.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("more than " + MOST_ENTRIES + " memory regions");
        }
        page.put(MAP_ENTRIES, (byte) regions.size());
        int at = MAP;
        for (var region : regions) {
            page.putLong(at, region.base()).putLong(at + 8, region.length()).putInt(at + 16, region.type());
            at += 20;
        }
        long kib = (map.ramEnd(MIB) - MIB) / 1024;
        page.putInt(ALTERNATIVE_MEMORY_K, (int) Math.min(kib, 0xFFFF_FFFFL));
        page.putShort(EXTENDED_MEMORY_K, (short) Math.min(kib, 0xFFFF));
        return this;
    }

    /** Enters the physical address of the command line. */
    BootParams commandLine(long address) {
        page.putInt(COMMAND_LINE, (int) address);
        return this;
    }

    /** Enters the place of the initial RAM disk. */
    BootParams initialRamDisk(long address, int size) {
        page.putInt(RAMDISK_IMAGE, (int) address);
        page.putInt(RAMDISK_SIZE, size);
        return this;
    }

    /** Enters the physical address of the ACPI root pointer, 0 for none. */
    BootParams rsdp(long address) {
        page.putLong(RSDP, address);
        return this;
    }

    /** Says whether the kernel was moved at random, as its own decompressor would; that makes it choose its other areas at random too. */
    BootParams randomised(boolean moved) {
        int flags = page.get(SetupHeader.LOAD_FLAGS);
        page.put(SetupHeader.LOAD_FLAGS, (byte) (moved ? flags | FLAG_KASLR : flags & ~FLAG_KASLR));
        return this;
    }

    byte[] toBytes() {
        return page.array();
    }
}
