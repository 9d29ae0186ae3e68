package dev.ringside.emulator.boot.linux;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;

/**
 * The setup header of a bzImage (boot.rst, "The Real-Mode Kernel Header"). Fields that a kernel's protocol version does not have yet hold
 * the value the protocol names for that case.
 *
 * @param version           boot protocol, major in the high byte
 * @param protectedMode     offset in the file of the protected-mode part
 * @param protectedModeSize bytes of it
 * @param headerEnd         offset of the first byte after the header, at most {@link BootParams#HEADER_LIMIT}
 * @param initrdAddressMax  highest physical address the initial RAM disk's last byte may have
 * @param alignment         physical alignment of a relocated kernel, a power of two
 * @param relocatable       whether the kernel runs at other addresses than it was linked for
 * @param extendedLoadFlags xloadflags
 * @param commandLineSize   longest command line in bytes, terminator not counted
 * @param preferredAddress  physical address the kernel was linked for
 * @param initSize          bytes of memory the kernel needs from its address on
 */
record SetupHeader(
        int version, long protectedMode, long protectedModeSize, int headerEnd, long initrdAddressMax, long alignment,
        boolean relocatable, int extendedLoadFlags, long commandLineSize, long preferredAddress, long initSize) {
    static final int SETUP_SECTORS = 0x1F1;
    static final int SYSTEM_SIZE = 0x1F4;
    static final int BOOT_FLAG = 0x1FE;
    static final int JUMP = 0x200;
    static final int MAGIC = 0x202;
    static final int VERSION = 0x206;
    static final int LOAD_FLAGS = 0x211;
    static final int INITRD_ADDRESS_MAX = 0x22C;
    static final int ALIGNMENT = 0x230;
    static final int RELOCATABLE = 0x234;
    static final int EXTENDED_LOAD_FLAGS = 0x236;
    static final int COMMAND_LINE_SIZE = 0x238;
    static final int PAYLOAD_OFFSET = 0x248;
    static final int PAYLOAD_LENGTH = 0x24C;
    static final int PREFERRED_ADDRESS = 0x258;
    static final int INIT_SIZE = 0x260;

    static final int KERNEL_64 = 0x1;

    private static final int SECTOR = 512;
    private static final int LOADED_HIGH = 0x1;
    private static final long HIGH_ADDRESS = 0x10_0000;
    private static final long OLD_INITRD_MAX = 0x37FF_FFFFL;
    private static final long OLD_COMMAND_LINE = 255;
    private static final long PAGE = 4096;

    static boolean isPresent(ImageBytes image) {
        return image.has(BOOT_FLAG, 0x55, 0xAA) && image.has(MAGIC, 'H', 'd', 'r', 'S');
    }

    static SetupHeader read(ImageBytes image) throws ImageException {
        int version = image.u16(VERSION, "boot protocol version");
        if (version < 0x200) {
            throw image.fault(VERSION, "boot protocol 2.00 or later", protocol(version));
        }
        if ((image.u8(LOAD_FLAGS, "loadflags") & LOADED_HIGH) == 0) {
            throw image.fault(LOAD_FLAGS, "a bzImage (loadflags bit 0 set)", "a zImage, which loads below 1 MiB");
        }
        int sectors = image.u8(SETUP_SECTORS, "setup_sects");
        long protectedMode = (sectors == 0 ? 5L : sectors + 1L) * SECTOR;
        long size = version >= 0x204 ? image.u32(SYSTEM_SIZE, "syssize") * 16 : image.length() - protectedMode;
        image.slice(protectedMode, size, "protected-mode kernel");
        boolean hasPreference = version >= 0x20A;
        return new SetupHeader(version, protectedMode, size,
            Math.min(MAGIC + image.u8(JUMP + 1, "header length"), BootParams.HEADER_LIMIT),
            version >= 0x203 ? image.u32(INITRD_ADDRESS_MAX, "initrd_addr_max") : OLD_INITRD_MAX,
            version >= 0x205 ? readAlignment(image) : PAGE,
            version >= 0x205 && image.u8(RELOCATABLE, "relocatable_kernel") != 0,
            version >= 0x20C ? image.u16(EXTENDED_LOAD_FLAGS, "xloadflags") : 0,
            version >= 0x206 ? image.u32(COMMAND_LINE_SIZE, "cmdline_size") : OLD_COMMAND_LINE,
            hasPreference ? readAddress(image) : HIGH_ADDRESS,
            hasPreference ? Math.max(image.u32(INIT_SIZE, "init_size"), size) : size);
    }

    private static long readAlignment(ImageBytes image) throws ImageException {
        long alignment = image.u32(ALIGNMENT, "kernel_alignment");
        if (Long.bitCount(alignment) != 1 || alignment < PAGE) {
            throw image.fault(ALIGNMENT, "kernel_alignment, a power of two of at least 0x1000", "0x" + Long.toHexString(alignment));
        }
        return alignment;
    }

    private static long readAddress(ImageBytes image) throws ImageException {
        long address = image.u64(PREFERRED_ADDRESS, "pref_address");
        if (address < HIGH_ADDRESS || address >= 1L << 32) {
            throw image.fault(PREFERRED_ADDRESS, "pref_address from 1 MiB to 4 GiB", "0x" + Long.toHexString(address));
        }
        return address;
    }

    /** Whether the kernel has the 64-bit entry point. */
    boolean has64BitEntry() {
        return (extendedLoadFlags & KERNEL_64) != 0;
    }

    /** Refuses a kernel whose protocol is older than {@code least}. */
    void demand(ImageBytes image, int least, String forWhat) throws ImageException {
        if (version < least) {
            throw image.fault(VERSION, "boot protocol " + protocol(least) + " or later " + forWhat, protocol(version));
        }
    }

    private static String protocol(int version) {
        return "%d.%02d".formatted(version >> 8, version & 0xFF);
    }
}
