package dev.ringside.emulator.boot.multiboot;

import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.FlatGdt;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.Placement;
import dev.ringside.emulator.boot.Segment;
import dev.ringside.emulator.boot.elf.ElfFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A multiboot kernel: an ELF file, or a flat image whose header says where it goes.
 *
 * @param bytes  the file
 * @param header its multiboot header
 */
public record MultibootImage(ImageBytes bytes, MultibootHeader header) {
    private static final long BOOTED_BY_MULTIBOOT = 0x2BAD_B002L;
    private static final long PAGE = 4096;
    private static final long FOUR_GIB = 1L << 32;

    /** What of the image goes into memory, and where it begins to run. */
    private record Body(String format, List<Segment> segments, long entry) {
    }

    /** Plans the boot (specification, 3.2: machine state). */
    public LoadPlan load(LoadRequest request) throws ImageException {
        var placement = new Placement(request.memory());
        var body = header.hasAddresses() ? flat(placement) : elf(placement);
        if (body.segments().stream().noneMatch(s -> body.entry() >= s.physicalAddress() && body.entry() < s.end())) {
            throw bytes.fault(header.offset(), "an entry within the image", hex(body.entry()));
        }
        var segments = new ArrayList<>(body.segments());
        long gdt = placement.lowest(bytes, Placement.LOWEST, FlatGdt.SIZE, PAGE, "descriptor table");
        segments.add(FlatGdt.at(gdt, false));
        long end = body.segments().stream().mapToLong(Segment::end).max().orElse(0);
        var info = new MultibootInfo(bytes, placement, request);
        segments.addAll(info.place(end));
        var state = EntryState.protected32(body.entry(),
            Map.of(GeneralRegister.RAX, BOOTED_BY_MULTIBOOT, GeneralRegister.RBX, info.address()), FlatGdt.register(gdt));
        var notes = new ArrayList<String>();
        if (header.wantsVideo()) {
            notes.add(bytes.file() + ": asks for a video mode, there is none to give");
        }
        return new LoadPlan(body.format(), segments, state, LoadPlan.Slide.NONE, OptionalInt.empty(), notes);
    }

    private Body flat(Placement placement) throws ImageException {
        long addresses = header.offset() + 12L;
        long before = header.headerAddress() - header.loadAddress();
        long from = header.offset() - before;
        if (before < 0 || from < 0) {
            throw bytes.fault(addresses, "a load_addr at or below header_addr, and no more bytes before the header than there are",
                hex(header.loadAddress()) + " and " + hex(header.headerAddress()));
        }
        long size = header.loadEnd() == 0 ? bytes.length() - from : header.loadEnd() - header.loadAddress();
        var contents = bytes.slice(from, size, "multiboot image");
        long length = header.bssEnd() == 0 ? size : header.bssEnd() - header.loadAddress();
        if (length < size) {
            throw bytes.fault(addresses + 12, "a bss_end_addr not below load_end_addr", hex(header.bssEnd()));
        }
        placement.take(bytes, addresses + 4, header.loadAddress(), length, "the image");
        return new Body("multiboot 1, flat image",
            List.of(Segment.ram(header.loadAddress(), contents, length, "multiboot image")), header.entry());
    }

    private Body elf(Placement placement) throws ImageException {
        var elf = ElfFile.read(bytes);
        long entry = elf.entry();
        for (var segment : elf.loads()) {
            long inside = elf.entry() - segment.virtualAddress();
            if (inside >= 0 && inside < segment.memorySize()) {
                entry = segment.physicalAddress() + inside;
            }
        }
        var segments = elf.place(placement, 0);
        if (entry < 0 || entry >= FOUR_GIB) {
            throw bytes.fault(24, "an entry that 32-bit code can reach, as multiboot 1 enters it", hex(entry));
        }
        return new Body("multiboot 1, ELF" + (elf.is64() ? "64" : "32"), segments, entry);
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
