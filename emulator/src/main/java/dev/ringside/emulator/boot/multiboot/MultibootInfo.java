package dev.ringside.emulator.boot.multiboot;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.GuestBlock;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.Placement;
import dev.ringside.emulator.boot.Segment;
import java.util.ArrayList;
import java.util.List;

/** What a multiboot kernel is told about its machine (specification, 3.3), and the modules beside it. */
final class MultibootInfo {
    private static final int SIZE = 116;
    private static final int MODULE_ENTRY = 16;
    private static final int MAP_ENTRY = 24;
    private static final String LOADER = "Ringside";

    private static final int HAS_MEMORY = 1;
    private static final int HAS_COMMAND_LINE = 1 << 2;
    private static final int HAS_MODULES = 1 << 3;
    private static final int HAS_MAP = 1 << 6;
    private static final int HAS_LOADER_NAME = 1 << 9;

    private static final int MEMORY_LOWER = 4;
    private static final int MEMORY_UPPER = 8;
    private static final int COMMAND_LINE = 16;
    private static final int MODULE_COUNT = 20;
    private static final int MODULES = 24;
    private static final int MAP_LENGTH = 44;
    private static final int MAP = 48;
    private static final int LOADER_NAME = 64;

    private static final long PAGE = 4096;
    private static final long MIB = 0x10_0000;
    private static final long LOWER_END = 0xA_0000;

    private final Placement placement;
    private final LoadRequest request;
    private final GuestBlock block;
    private final long address;

    MultibootInfo(ImageBytes image, Placement placement, LoadRequest request) throws ImageException {
        this.placement = placement;
        this.request = request;
        int texts = request.modules().stream().mapToInt(m -> GuestBlock.sizeOf(m.commandLine())).sum();
        int size = SIZE + request.modules().size() * MODULE_ENTRY + request.memory().regions().size() * MAP_ENTRY
            + GuestBlock.sizeOf(request.commandLine()) + GuestBlock.sizeOf(LOADER) + texts;
        this.address = placement.lowest(image, Placement.LOWEST, size, PAGE, "multiboot information");
        this.block = new GuestBlock(address, size);
    }

    /** Physical address of the structure, for EBX. */
    long address() {
        return address;
    }

    /** Puts modules above 1 MiB and above {@code kernelEnd}, and describes everything. */
    List<Segment> place(long kernelEnd) throws ImageException {
        block.reserve(SIZE);
        long modules = block.reserve(request.modules().size() * MODULE_ENTRY);
        var segments = new ArrayList<Segment>();
        for (BootModule module : request.modules()) {
            segments.add(module(module, Math.max(MIB, kernelEnd), modules + (long) segments.size() * MODULE_ENTRY));
        }
        block.putInt(address, HAS_MEMORY | HAS_COMMAND_LINE | HAS_MODULES | HAS_MAP | HAS_LOADER_NAME);
        block.putInt(address + MODULE_COUNT, segments.size());
        block.putInt(address + MODULES, modules);
        memory(request.memory());
        block.putInt(address + COMMAND_LINE, block.text(request.commandLine()));
        block.putInt(address + LOADER_NAME, block.text(LOADER));
        segments.add(block.segment("multiboot information"));
        return segments;
    }

    private Segment module(BootModule module, long lowest, long entry) throws ImageException {
        var bytes = module.bytes();
        long start = placement.lowest(bytes, lowest, bytes.length(), PAGE, "a module");
        block.putInt(entry, start);
        block.putInt(entry + 4, start + bytes.length());
        block.putInt(entry + 8, block.text(module.commandLine()));
        return Segment.ram(start, bytes, bytes.length(), "module " + bytes.file());
    }

    private void memory(MemoryMap map) {
        block.putInt(address + MEMORY_LOWER, Math.min(map.ramEnd(0), LOWER_END) / 1024);
        block.putInt(address + MEMORY_UPPER, (map.ramEnd(MIB) - MIB) / 1024);
        int size = map.regions().size() * MAP_ENTRY;
        long at = block.reserve(size);
        block.putInt(address + MAP_LENGTH, size);
        block.putInt(address + MAP, at);
        for (var region : map.regions()) {
            block.putInt(at, MAP_ENTRY - 4);
            block.putLong(at + 4, region.base());
            block.putLong(at + 12, region.length());
            block.putInt(at + 20, region.type());
            at += MAP_ENTRY;
        }
    }
}
