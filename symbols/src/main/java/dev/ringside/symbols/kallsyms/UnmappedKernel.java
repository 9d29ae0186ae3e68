package dev.ringside.symbols.kallsyms;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.bytes.MemoryView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A kernel that stands in a guest's RAM, unpacked, before any page table maps it where it will run. Its kallsyms says at which linear
 * addresses it is going to be; how far those are from the physical ones shows where something with a name is recognised.
 */
public final class UnmappedKernel {
    /** How text begins that every kernel has under the name {@code linux_banner}. */
    private static final byte[] BANNER = "Linux version ".getBytes(StandardCharsets.ISO_8859_1);
    private static final String BANNER_SYMBOL = "linux_banner";
    private static final int MOST_BANNERS = 256;
    /** 32-bit Linux has all of its image at this distance with the usual split of 3 GiB to 1 GiB (PAGE_OFFSET). */
    private static final long PAGE_OFFSET_32 = 0xC000_0000L;
    private static final long LOW_MEMORY_32 = 0x3800_0000L;
    private static final String NAME = "guest RAM";
    private static final long PAGE = 4096;
    /** No kernel's image is larger on either side of its tables. */
    private static final long REACH = 256L << 20;

    private UnmappedKernel() {}

    /**
     * A kernel's symbols.
     *
     * @param kernel   its symbols, where its own tables say it will run
     * @param distance what to add to physical addresses of its image to get linear ones
     */
    public record Found(LinuxSymbols.Found kernel, long distance) {
    }

    /**
     * Finds it.
     *
     * @param physical RAM by physical addresses
     * @param size     bytes of RAM
     * @param is64     whether to look for a 64-bit kernel, else for a 32-bit one
     * @throws FormatException if there is none, or more than one, or it cannot be told where it will run
     */
    public static Found find(MemoryView physical, long size, boolean is64) throws FormatException {
        return is64 ? find64(physical, size) : new Found(in(physical, PAGE_OFFSET_32, 0, Math.min(size, LOW_MEMORY_32), false), PAGE_OFFSET_32);
    }

    private static Found find64(MemoryView physical, long size) throws FormatException {
        var ram = new KernelMemory(NAME, physical, List.of(new KernelMemory.Range(0, size)), true);
        Kallsyms.Found kallsyms = Kallsyms.find(ram);
        long distance = distance(ram, kallsyms);
        long from = Math.max(0, kallsyms.tokens() - REACH);
        return new Found(in(physical, distance, from, Math.min(size, kallsyms.tokens() + REACH), true), distance);
    }

    /** The symbols of the kernel in a part of RAM, seen at the linear addresses that it will have. */
    private static LinuxSymbols.Found in(MemoryView physical, long distance, long from, long to, boolean is64) throws FormatException {
        MemoryView shifted = (address, into, offset, count) -> physical.read(address - distance, into, offset, count);
        return LinuxSymbols.find(new KernelMemory(NAME, shifted, List.of(new KernelMemory.Range(from + distance, to - from)), is64));
    }

    private static long distance(KernelMemory ram, Kallsyms.Found kallsyms) throws FormatException {
        List<Symbol> banners = kallsyms.symbols().stream().filter(s -> s.name().equals(BANNER_SYMBOL)).toList();
        var distances = new HashSet<Long>();
        for (Symbol banner : banners) {
            for (long at : ram.find(BANNER, MOST_BANNERS)) {
                long distance = banner.address() - at;
                if (distance % PAGE == 0 && spans(kallsyms, distance)) {
                    distances.add(distance);
                }
            }
        }
        if (distances.size() != 1) {
            throw ram.fault("kallsyms", kallsyms.tokens(), "linux_banner at one distance from its symbol",
                distances.isEmpty() ? "none" : distances.size() + " distances");
        }
        return distances.iterator().next();
    }

    private static boolean spans(Kallsyms.Found kallsyms, long distance) {
        List<Symbol> places = new ArrayList<>(kallsyms.symbols());
        places.removeIf(Symbol::absolute);
        long tokens = kallsyms.tokens() + distance;
        return !places.isEmpty() && Long.compareUnsigned(places.getFirst().address(), tokens) <= 0;
    }
}
