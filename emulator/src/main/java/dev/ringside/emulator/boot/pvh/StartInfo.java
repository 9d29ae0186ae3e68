package dev.ringside.emulator.boot.pvh;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.GuestBlock;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.Placement;
import dev.ringside.emulator.boot.Segment;
import java.util.ArrayList;
import java.util.List;

/** hvm_start_info, version 1, with its modules and its memory map. */
final class StartInfo {
    private static final int SIZE = 56;
    private static final int MODULE_ENTRY = 32;
    private static final int MAP_ENTRY = 24;
    private static final long MAGIC = 0x336E_C578L;
    private static final int VERSION = 1;
    private static final long PAGE = 4096;
    /** Modules go below the end of what every kernel maps early (Linux i386, "lowmem"). */
    private static final long MODULE_LIMIT = 0x3800_0000L;

    private final Placement placement;
    private final LoadRequest request;
    private final GuestBlock block;
    private final long address;

    StartInfo(ImageBytes image, Placement placement, LoadRequest request) throws ImageException {
        this.placement = placement;
        this.request = request;
        int texts = request.modules().stream().mapToInt(m -> GuestBlock.sizeOf(m.commandLine())).sum();
        int size = SIZE + request.modules().size() * MODULE_ENTRY + request.memory().regions().size() * MAP_ENTRY
            + GuestBlock.sizeOf(request.commandLine()) + texts;
        this.address = placement.lowest(image, Placement.LOWEST, size, PAGE, "PVH start information");
        this.block = new GuestBlock(address, size);
    }

    /** Physical address of the structure, for EBX. */
    long address() {
        return address;
    }

    List<Segment> place() throws ImageException {
        block.reserve(SIZE);
        long modules = block.reserve(request.modules().size() * MODULE_ENTRY);
        long map = block.reserve(request.memory().regions().size() * MAP_ENTRY);
        var segments = new ArrayList<Segment>();
        for (BootModule module : request.modules()) {
            segments.add(module(module, modules + (long) segments.size() * MODULE_ENTRY));
        }
        block.putInt(address, MAGIC);
        block.putInt(address + 4, VERSION);
        block.putInt(address + 12, segments.size());
        block.putLong(address + 16, segments.isEmpty() ? 0 : modules);
        block.putLong(address + 24, block.text(request.commandLine()));
        block.putLong(address + 32, request.rsdp());
        block.putLong(address + 40, map);
        block.putInt(address + 48, request.memory().regions().size());
        for (var region : request.memory().regions()) {
            block.putLong(map, region.base());
            block.putLong(map + 8, region.length());
            block.putInt(map + 16, region.type());
            map += MAP_ENTRY;
        }
        segments.add(block.segment("PVH start information"));
        return segments;
    }

    private Segment module(BootModule module, long entry) throws ImageException {
        var bytes = module.bytes();
        long start = placement.highest(MODULE_LIMIT, bytes.length(), PAGE);
        if (start < 0) {
            throw bytes.fault(0, "a module that fits into memory beside the kernel",
                bytes.length() + " bytes and no such room below 0x" + Long.toHexString(MODULE_LIMIT));
        }
        block.putLong(entry, start);
        block.putLong(entry + 8, bytes.length());
        block.putLong(entry + 16, module.commandLine().isEmpty() ? 0 : block.text(module.commandLine()));
        return Segment.ram(start, bytes, bytes.length(), "module " + bytes.file());
    }
}
