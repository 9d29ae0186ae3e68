package dev.ringside.symbols.kallsyms;

import dev.ringside.symbols.bytes.ByteWindow;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.elf.ElfSegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where to look for a kernel's tables: the memory of a guest, or an unpacked image seen as the memory it is linked for.
 *
 * @param name   what messages call it
 * @param view   the bytes
 * @param ranges where to look; what is not mapped in them is passed over
 * @param is64   whether the kernel's pointers have 64 bits, else 32
 */
public record KernelMemory(String name, MemoryView view, List<Range> ranges, boolean is64) {
    private static final int PAGE = 4096;
    private static final int CHUNK = 1 << 20;

    /**
     * A range of linear addresses.
     *
     * @param from first address
     * @param size bytes; the range does not wrap around the address space
     */
    public record Range(long from, long size) {
        /** Where x86-64 Linux maps its image, moved or not (KERNEL_IMAGE_SIZE of the kernel's sources, 1 GiB). */
        public static final Range LINUX_64 = new Range(0xFFFF_FFFF_8000_0000L, 1L << 30);
        /** Where 32-bit Linux maps its image with the usual split of 3 GiB to 1 GiB. */
        public static final Range LINUX_32 = new Range(0xC000_0000L, 0x3800_0000L);
    }

    /** Copies the list. */
    public KernelMemory {
        ranges = List.copyOf(ranges);
    }

    /** A guest's memory, at the place where Linux usually has its image. */
    public static KernelMemory ofGuest(MemoryView view, boolean is64) {
        return new KernelMemory("guest memory", view, List.of(is64 ? Range.LINUX_64 : Range.LINUX_32), is64);
    }

    /** An unpacked kernel: what its segments have in the file, at the addresses it is linked for. */
    public static KernelMemory of(ElfFile file) throws FormatException {
        record Loaded(long address, ByteWindow bytes) {
        }
        var segments = new ArrayList<Loaded>();
        for (ElfSegment segment : file.loadSegments()) {
            segments.add(new Loaded(segment.virtualAddress(), file.bytes(segment)));
        }
        MemoryView view = (address, into, offset, count) -> {
            for (Loaded each : segments) {
                long at = address - each.address();
                if (at >= 0 && at < each.bytes().length()) {
                    int got = (int) Math.min(count, each.bytes().length() - at);
                    each.bytes().buffer().get((int) at, into, offset, got);
                    return got;
                }
            }
            return 0;
        };
        return new KernelMemory(file.name(), view, segments.stream().map(s -> new Range(s.address(), s.bytes().length())).toList(),
            file.header().is64());
    }

    /** Bytes of a pointer. */
    int pointer() {
        return is64 ? 8 : 4;
    }

    /** Whether a number can be the address of kernel code. */
    boolean isKernelAddress(long address) {
        return is64 ? address < 0 : address >= 0x4000_0000L;
    }

    /** A fault at an address. */
    FormatException fault(String section, long address, String expected, String found) {
        return new FormatException(name, section, address, expected, found);
    }

    /** The addresses of a pattern, the first {@code limit} of them. */
    List<Long> find(byte[] pattern, int limit) {
        var search = new PatternSearch(pattern);
        var found = new ArrayList<Long>();
        byte[] buffer = new byte[CHUNK + pattern.length];
        for (Range range : ranges) {
            int kept = 0;
            // Reads grow while they succeed: most of a range may not be mapped.
            int chunk = PAGE;
            for (long done = 0; done < range.size() && found.size() < limit;) {
                long address = range.from() + done;
                int wanted = (int) Math.min(chunk, range.size() - done);
                int got = view.read(address, buffer, kept, wanted);
                long start = address - kept;
                search.all(buffer, kept + got, at -> found.add(start + at));
                if (got == wanted) {
                    int keep = Math.min(pattern.length - 1, kept + got);
                    System.arraycopy(buffer, kept + got - keep, buffer, 0, keep);
                    kept = keep;
                    done += got;
                    chunk = Math.min(CHUNK, 2 * chunk);
                } else {
                    kept = 0;
                    chunk = PAGE;
                    done = (address + got | PAGE - 1) + 1 - range.from();
                }
            }
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    /**
     * What is mapped around an address without a gap.
     *
     * @param reach how many bytes to either side at most
     */
    Piece around(long address, int reach) {
        var before = new ArrayList<byte[]>();
        long start = address;
        while (address - start < reach) {
            long previous = start - 1 & -PAGE;
            byte[] bytes = new byte[(int) (start - previous)];
            if (view.read(previous, bytes, 0, bytes.length) < bytes.length) {
                break;
            }
            before.add(bytes);
            start = previous;
        }
        byte[] after = new byte[PAGE];
        int length = 0;
        while (true) {
            length += view.read(address + length, after, length, after.length - length);
            if (length < after.length || length == reach) {
                break;
            }
            after = Arrays.copyOf(after, Math.min(reach, 2 * length));
        }
        var bytes = ByteBuffer.allocate((int) (address - start) + length);
        for (byte[] each : before.reversed()) {
            bytes.put(each);
        }
        return new Piece(start, bytes.put(after, 0, length).flip());
    }
}
