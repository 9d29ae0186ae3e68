package dev.ringside.emulator.debug.inspect.device;

import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.MemoryRegion;
import dev.ringside.emulator.debug.inspect.device.PhysicalMap.Kind;
import dev.ringside.emulator.debug.inspect.device.PhysicalMap.Range;
import dev.ringside.emulator.debug.inspect.device.PhysicalMap.Told;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes the map of a machine's physical addresses. */
final class PhysicalMaps {
    private PhysicalMaps() {}

    static PhysicalMap of(PhysicalMemory memory) {
        List<Range> ranges = new ArrayList<>();
        int page = PhysicalMemory.PAGE_SIZE;
        for (long at = 0; at < memory.ramSize(); at += page) {
            Kind kind = at >= PhysicalMemory.HOLE_START && at < PhysicalMemory.HOLE_END ? Kind.HOLE
                    : memory.protectedPage(at) ? Kind.ROM : Kind.RAM;
            Range before = ranges.isEmpty() ? null : ranges.getLast();
            if (before != null && before.kind() == kind && before.last() + 1 == at) {
                ranges.set(ranges.size() - 1, new Range(before.first(), at + page - 1, kind, ""));
            } else {
                ranges.add(new Range(at, at + page - 1, kind, ""));
            }
        }
        if (memory.romSize() > 0) {
            ranges.add(new Range((1L << 32) - memory.romSize(), (1L << 32) - 1, Kind.ROM, ""));
        }
        memory.devices().forEach(d -> ranges.add(new Range(d.base(), d.base() + d.size() - 1, Kind.DEVICE, DeviceReader.name(d.device()))));
        ranges.sort(Comparator.comparingLong(Range::first).thenComparing(Range::last));
        List<Told> told = MemoryMap.pc(memory.ramSize()).regions().stream()
                .map(r -> new Told(r.base(), r.end() - 1, r.type(), meaning(r.type()))).toList();
        return new PhysicalMap(ranges, told);
    }

    private static String meaning(int type) {
        return switch (type) {
            case MemoryRegion.RAM -> "usable";
            case MemoryRegion.RESERVED -> "reserved";
            case MemoryRegion.ACPI_DATA -> "ACPI data";
            case MemoryRegion.ACPI_NVS -> "ACPI NVS";
            default -> "type " + type;
        };
    }
}
