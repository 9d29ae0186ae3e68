package dev.ringside.emulator.boot.linux;

import dev.ringside.emulator.boot.IdentityMap;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.MemoryRegion;

/**
 * Chooses where a kernel goes, the way its own decompressor does (Linux, arch/x86/boot/compressed/kaslr.c): among all aligned places
 * in RAM not below the preferred one, and for a 64-bit kernel independently among all aligned linear addresses.
 */
final class KernelPlace {
    /** A 32-bit kernel stays within what its first page tables map (KERNEL_IMAGE_SIZE). */
    private static final long PHYSICAL_LIMIT_32 = 512L << 20;
    /** The part of the linear address space that a 64-bit kernel has for itself under KASLR (KERNEL_IMAGE_SIZE). */
    private static final long VIRTUAL_ROOM_64 = 1L << 30;

    private KernelPlace() {
    }

    /** How far a seed moves the kernel. */
    static LoadPlan.Slide choose(ImageBytes image, SetupHeader header, boolean is64, MemoryMap memory, long seed)
            throws ImageException {
        if (!header.relocatable()) {
            throw image.fault(SetupHeader.RELOCATABLE, "a relocatable kernel (relocatable_kernel 1)", "0");
        }
        long limit = is64 ? IdentityMap.END : PHYSICAL_LIMIT_32;
        long places = memory.regions().stream().mapToLong(region -> places(region, header, limit)).sum();
        if (places == 0) {
            throw image.fault(SetupHeader.INIT_SIZE, "memory for a kernel of " + header.initSize() + " bytes", "no place for it");
        }
        long physical = address(memory, header, limit, Long.remainderUnsigned(mix(seed), places)) - header.preferredAddress();
        if (!is64) {
            return new LoadPlan.Slide(physical, physical);
        }
        long room = VIRTUAL_ROOM_64 - header.preferredAddress() - header.initSize();
        if (room < 0) {
            throw image.fault(SetupHeader.INIT_SIZE, "a kernel that fits 1 GiB of linear addresses", header.initSize() + " bytes");
        }
        long virtual = Long.remainderUnsigned(mix(mix(seed)), room / header.alignment() + 1) * header.alignment();
        return new LoadPlan.Slide(physical, virtual);
    }

    private static long places(MemoryRegion region, SetupHeader header, long limit) {
        long room = Math.min(region.end(), limit) - header.initSize() - first(region, header);
        return region.isRam() && room >= 0 ? room / header.alignment() + 1 : 0;
    }

    private static long address(MemoryMap memory, SetupHeader header, long limit, long chosen) {
        long left = chosen;
        for (var region : memory.regions()) {
            long places = places(region, header, limit);
            if (left < places) {
                return first(region, header) + left * header.alignment();
            }
            left -= places;
        }
        throw new IllegalArgumentException("there are fewer places than " + chosen);
    }

    private static long first(MemoryRegion region, SetupHeader header) {
        long least = Math.max(region.base(), header.preferredAddress());
        return least + header.alignment() - 1 & -header.alignment();
    }

    /** Spreads a seed over 64 bits (the finalizer of SplitMix64), so that neighbouring seeds give unrelated places. */
    private static long mix(long seed) {
        long z = seed + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
