package dev.ringside.emulator.boot.elf;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.Placement;
import dev.ringside.emulator.boot.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a little-endian ELF file that matter for loading (System V ABI, gABI chapters 4 and 5). Segments to load have been
 * checked to lie within the file, to have no more bytes there than in memory, and not to wrap around the address space.
 *
 * @param bytes    the file
 * @param is64     ELFCLASS64, else ELFCLASS32
 * @param machine  e_machine
 * @param entry    e_entry
 * @param segments the program headers, in the file's order
 */
public record ElfFile(ImageBytes bytes, boolean is64, int machine, long entry, List<ElfSegment> segments) {
    /** e_machine of 32-bit x86. */
    public static final int EM_386 = 3;
    /** e_machine of x86-64. */
    public static final int EM_X86_64 = 62;

    private static final int CLASS_32 = 1;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int LONGEST_OWNER = 64;
    private static final int MOST_SEGMENTS = 128;
    private static final int MOST_NOTES = 1024;

    /** Copies the list. */
    public ElfFile {
        segments = List.copyOf(segments);
    }

    /** Whether the bytes begin like an ELF file. */
    public static boolean isElf(ImageBytes bytes) {
        return bytes.has(0, 0x7F, 'E', 'L', 'F');
    }

    /** Reads the headers of an x86 ELF file. */
    public static ElfFile read(ImageBytes bytes) throws ImageException {
        if (!isElf(bytes)) {
            throw bytes.fault(0, "ELF magic 7f 45 4c 46", "other bytes");
        }
        int wordClass = bytes.u8(4, "ELF class");
        if (wordClass != CLASS_32 && wordClass != CLASS_64) {
            throw bytes.fault(4, "ELF class 1 or 2", Integer.toString(wordClass));
        }
        int order = bytes.u8(5, "ELF byte order");
        if (order != LITTLE_ENDIAN) {
            throw bytes.fault(5, "ELF byte order 1 (little endian)", Integer.toString(order));
        }
        boolean is64 = wordClass == CLASS_64;
        int machine = bytes.u16(18, "ELF machine");
        int wanted = is64 ? EM_X86_64 : EM_386;
        if (machine != wanted) {
            throw bytes.fault(18, "ELF machine " + wanted + " (x86)", Integer.toString(machine));
        }
        long entry = is64 ? bytes.u64(24, "ELF entry") : bytes.u32(24, "ELF entry");
        return new ElfFile(bytes, is64, machine, entry, readSegments(bytes, is64));
    }

    private static List<ElfSegment> readSegments(ImageBytes bytes, boolean is64) throws ImageException {
        long table = is64 ? bytes.u64(32, "program header offset") : bytes.u32(28, "program header offset");
        int size = bytes.u16(is64 ? 54 : 42, "program header size");
        int count = bytes.u16(is64 ? 56 : 44, "program header count");
        int least = is64 ? 56 : 32;
        if (count > MOST_SEGMENTS) {
            throw bytes.fault(is64 ? 56 : 44, "at most " + MOST_SEGMENTS + " program headers", Integer.toString(count));
        }
        if (count > 0 && size < least) {
            throw bytes.fault(is64 ? 54 : 42, "program headers of at least " + least + " bytes", Integer.toString(size));
        }
        var headers = bytes.slice(table, (long) size * count, "program headers");
        var segments = new ArrayList<ElfSegment>(count);
        for (int i = 0; i < count; i++) {
            var segment = is64 ? read64(headers, i * size) : read32(headers, i * size);
            if (segment.type() == ElfSegment.LOAD) {
                check(bytes, segment);
            }
            segments.add(segment);
        }
        return segments;
    }

    private static ElfSegment read32(ImageBytes headers, int at) throws ImageException {
        return new ElfSegment(headers.u32(at, "p_type"), headers.arrayOffset() + at, headers.u32(at + 4, "p_offset"),
            headers.u32(at + 8, "p_vaddr"), headers.u32(at + 12, "p_paddr"),
            headers.u32(at + 16, "p_filesz"), headers.u32(at + 20, "p_memsz"));
    }

    private static ElfSegment read64(ImageBytes headers, int at) throws ImageException {
        return new ElfSegment(headers.u32(at, "p_type"), headers.arrayOffset() + at, headers.u64(at + 8, "p_offset"),
            headers.u64(at + 16, "p_vaddr"), headers.u64(at + 24, "p_paddr"),
            headers.u64(at + 32, "p_filesz"), headers.u64(at + 40, "p_memsz"));
    }

    private static void check(ImageBytes bytes, ElfSegment segment) throws ImageException {
        long at = segment.headerOffset() - bytes.arrayOffset();
        bytes.slice(segment.offset(), segment.fileSize(), "segment named by the program header at " + hex(at));
        if (Long.compareUnsigned(segment.memorySize(), segment.fileSize()) < 0) {
            throw bytes.fault(at, "a segment no larger in the file than in memory",
                hex(segment.fileSize()) + " and " + hex(segment.memorySize()) + " bytes");
        }
        long end = segment.physicalAddress() + segment.memorySize();
        if (segment.physicalAddress() < 0 || segment.memorySize() < 0 || end < 0 || end > 1L << 52) {
            throw bytes.fault(at, "a segment within the physical address space",
                hex(segment.memorySize()) + " bytes at " + hex(segment.physicalAddress()));
        }
    }

    /** The segments to load that have any size, in the file's order. */
    public List<ElfSegment> loads() {
        return segments.stream().filter(s -> s.type() == ElfSegment.LOAD && s.memorySize() > 0).toList();
    }

    /** The bytes a segment has in the file. */
    public ImageBytes contents(ElfSegment segment) throws ImageException {
        return bytes.slice(segment.offset(), segment.fileSize(), "segment");
    }

    /** Where the ELF file ends: after the last of its headers and segments. A kernel's relocation table begins there. */
    public long end() throws ImageException {
        long sections = is64 ? bytes.u64(40, "section header offset") : bytes.u32(32, "section header offset");
        long size = bytes.u16(is64 ? 58 : 46, "section header size");
        long count = bytes.u16(is64 ? 60 : 48, "section header count");
        bytes.slice(sections, size * count, "section headers");
        long end = sections + size * count;
        for (var segment : segments) {
            if (segment.type() == ElfSegment.LOAD) {
                end = Math.max(end, segment.offset() + segment.fileSize());
            }
        }
        return end;
    }

    /**
     * Takes the memory of all segments to load.
     *
     * @param placement where to take it
     * @param slide     bytes to add to physical addresses
     * @return the filled memory, in the file's order
     */
    public List<Segment> place(Placement placement, long slide) throws ImageException {
        var placed = new ArrayList<Segment>();
        for (var segment : loads()) {
            long address = segment.physicalAddress() + slide;
            placement.take(bytes, segment.headerOffset() - bytes.arrayOffset(), address, segment.memorySize(), "ELF segment");
            placed.add(Segment.ram(address, contents(segment), segment.memorySize(), "ELF segment " + placed.size()));
        }
        if (placed.isEmpty()) {
            throw bytes.fault(0, "an ELF file with a segment to load", "none");
        }
        return placed;
    }

    /** The notes of all note segments, in the file's order. */
    public List<ElfNote> notes() throws ImageException {
        var notes = new ArrayList<ElfNote>();
        for (var segment : segments) {
            if (segment.type() == ElfSegment.NOTE) {
                readNotes(bytes.slice(segment.offset(), segment.fileSize(), "note segment"), notes);
            }
        }
        return List.copyOf(notes);
    }

    private static void readNotes(ImageBytes area, List<ElfNote> notes) throws ImageException {
        long at = 0;
        while (area.length() - at >= 12) {
            long ownerSize = area.u32(at, "note owner size");
            long size = area.u32(at + 4, "note size");
            long type = area.u32(at + 8, "note type");
            var owner = area.slice(at + 12, ownerSize, "note owner");
            long description = at + 12 + roundUp(ownerSize);
            notes.add(new ElfNote(owner.text(0, LONGEST_OWNER, "note owner"), type,
                area.slice(description, size, "note contents")));
            at = description + roundUp(size);
            if (notes.size() > MOST_NOTES) {
                throw area.fault(at, "at most " + MOST_NOTES + " notes", "more");
            }
        }
    }

    private static long roundUp(long size) {
        return size + 3 & ~3L;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
