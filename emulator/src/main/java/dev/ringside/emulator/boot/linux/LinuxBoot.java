package dev.ringside.emulator.boot.linux;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.FlatGdt;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.IdentityMap;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.Placement;
import dev.ringside.emulator.boot.Segment;
import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.boot.elf.ElfFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Plans one boot of a bzImage. Used once. */
final class LinuxBoot {
    private static final long PAGE = 4096;
    /** Offset of the 64-bit entry in the protected-mode part (boot.rst, "64-bit Boot Protocol"). */
    private static final long ENTRY_64 = 0x200;
    /** First address a 32-bit kernel does not map for good (Linux, "lowmem"). */
    private static final long LOW_MEMORY_END = 0x3800_0000L;

    private final BzImage kernel;
    private final ImageBytes image;
    private final SetupHeader header;
    private final LoadRequest request;
    private final Placement placement;
    private final List<Segment> segments = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    LinuxBoot(BzImage kernel, LoadRequest request) {
        this.kernel = kernel;
        this.image = kernel.bytes();
        this.header = kernel.header();
        this.request = request;
        this.placement = new Placement(request.memory());
    }

    /**
     * Does the decompressor's work here and enters the kernel proper the way the decompressor would: at the ELF entry, a 32-bit kernel in
     * protected mode with ESI, a 64-bit one in long mode on identity page tables with RSI holding the boot parameters' address.
     */
    LoadPlan unpackedByHost(Unpack.ByHost way) throws ImageException {
        placement.require(image, SetupHeader.INIT_SIZE, header.preferredAddress(), header.initSize(), "the kernel");
        var unpacked = kernel.unpack(way.store());
        var elf = ElfFile.read(ImageBytes.of(kernel.unpackedName(), unpacked));
        var slide = LoadPlan.Slide.NONE;
        if (way.kaslrSeed().isPresent()) {
            slide = KernelPlace.choose(image, header, elf.is64(), request.memory(), way.kaslrSeed().getAsLong());
            if (slide.virtual() != 0) {
                new KernelRelocations(elf).apply(unpacked, slide.virtual());
            }
        }
        segments.addAll(elf.place(placement, slide.physical()));
        placement.reserve(header.preferredAddress() + slide.physical(), header.initSize());
        long entry = elf.entry() + slide.physical();
        if (segments.stream().noneMatch(s -> entry >= s.physicalAddress() && entry < s.end())) {
            throw elf.bytes().fault(24, "an entry within the kernel", "0x" + Long.toHexString(elf.entry()));
        }
        var state = entry(entry, elf.is64(), way.kaslrSeed().isPresent());
        String format = "Linux bzImage, " + (elf.is64() ? "64" : "32") + "-bit kernel unpacked by the loader";
        return new LoadPlan(format, segments, state, slide, OptionalInt.empty(), notes);
    }

    /** Leaves the payload as it is and enters the decompressor by the 32-bit or the 64-bit boot protocol. */
    LoadPlan unpackedByGuest(Unpack.Entry way) throws ImageException {
        boolean long64 = way == Unpack.Entry.LONG_64;
        if (long64 && !header.has64BitEntry()) {
            throw image.fault(SetupHeader.EXTENDED_LOAD_FLAGS, "a kernel with a 64-bit entry (xloadflags bit 0)",
                "0x" + Integer.toHexString(header.extendedLoadFlags()));
        }
        long base = header.preferredAddress();
        placement.take(image, SetupHeader.INIT_SIZE, base, header.initSize(), "the kernel");
        var code = image.slice(header.protectedMode(), header.protectedModeSize(), "protected-mode kernel");
        segments.add(Segment.ram(base, code, code.length(), "protected-mode kernel"));
        var state = entry(base + (long64 ? ENTRY_64 : 0), long64, false);
        String format = "Linux bzImage, " + (long64 ? "64" : "32") + "-bit entry, unpacked by the guest";
        return new LoadPlan(format, segments, state, LoadPlan.Slide.NONE, OptionalInt.empty(), notes);
    }

    /** Puts everything but the kernel into memory. */
    private EntryState entry(long address, boolean longMode, boolean randomised) throws ImageException {
        var params = new BootParams(image, header).memory(request.memory()).rsdp(request.rsdp()).randomised(randomised);
        long gdt = lowest(FlatGdt.SIZE, "descriptor table");
        segments.add(FlatGdt.at(gdt, longMode));
        long page = lowest(BootParams.SIZE, "boot parameters");
        params.commandLine(placeCommandLine());
        placeInitialRamDisk(params);
        segments.add(Segment.ram(page, params.toBytes(), "boot parameters"));
        var registers = Map.of(GeneralRegister.RSI, page, GeneralRegister.RBX, 0L, GeneralRegister.RBP, 0L, GeneralRegister.RDI, 0L);
        if (!longMode) {
            return EntryState.protected32(address, registers, FlatGdt.register(gdt));
        }
        long tables = lowest(IdentityMap.SIZE, "page tables");
        segments.add(IdentityMap.at(tables));
        return EntryState.long64(address, registers, FlatGdt.register(gdt), tables);
    }

    private long placeCommandLine() throws ImageException {
        var text = request.commandLine().getBytes(StandardCharsets.UTF_8);
        if (text.length > header.commandLineSize()) {
            throw image.fault(SetupHeader.COMMAND_LINE_SIZE, "a command line of at most " + header.commandLineSize() + " bytes",
                text.length + " bytes");
        }
        var terminated = Arrays.copyOf(text, text.length + 1);
        long address = lowest(terminated.length, "command line");
        segments.add(Segment.ram(address, terminated, "command line"));
        return address;
    }

    private void placeInitialRamDisk(BootParams params) throws ImageException {
        if (request.modules().isEmpty()) {
            return;
        }
        var file = request.modules().getFirst().bytes();
        long below = header.initrdAddressMax() + 1;
        if (!header.has64BitEntry()) {
            below = Math.min(below, LOW_MEMORY_END);
        }
        long address = placement.highest(below, file.length(), PAGE);
        if (address < 0) {
            throw file.fault(0, "an initial RAM disk that fits into memory beside the kernel",
                file.length() + " bytes and no such room below 0x" + Long.toHexString(below));
        }
        params.initialRamDisk(address, file.length());
        segments.add(Segment.ram(address, file, file.length(), "initial RAM disk"));
        for (BootModule extra : request.modules().subList(1, request.modules().size())) {
            notes.add(extra.bytes().file() + ": not loaded, Linux takes one initial RAM disk");
        }
    }

    private long lowest(long size, String what) throws ImageException {
        return placement.lowest(image, Placement.LOWEST, size, PAGE, what);
    }
}
