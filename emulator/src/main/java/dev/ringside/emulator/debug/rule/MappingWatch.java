package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.EventProbes;
import dev.ringside.emulator.cpu.EventProbes.Probe;
import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.debug.MemoryAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Hears of changes of the paging-structure entries that translate one linear address in one address space, which need not be the current
 * one any more (SDM vol. 3, 4.3 to 4.5). Each entry on the way is watched where it lies in memory; after a change the way is found anew.
 */
final class MappingWatch implements Armed {
    private static final int PRESENT = 1, LARGE = 0x80;
    private static final long WIDE_ADDRESS = (1L << 52) - 1 & ~0xFFFL, NARROW_ADDRESS = 0xFFFFF000L;

    /** An entry on the way; {@code level} is 1 for that of a page table. */
    private record Entry(int level, long physical, long value) {}

    private final Cpu cpu;
    private final MemoryAccess memory;
    private final EventProbes.Listener changed;
    private final long linear;
    private final long root;
    private final int bytes;
    private final int topLevel;
    private final boolean largePages;
    private final List<Probe> probes = new ArrayList<>();
    private List<Entry> way = List.of();

    /** @param changed is told of each change of an entry, when the way has been found anew */
    MappingWatch(Cpu cpu, MemoryAccess physical, long linear, EventProbes.Listener changed) {
        this.cpu = cpu;
        this.memory = physical;
        this.changed = changed;
        this.linear = cpu.longMode() ? linear : linear & 0xFFFFFFFFL;
        this.root = cpu.cr3;
        boolean wide = (cpu.cr4 & Cpu.CR4_PAE) != 0;
        this.bytes = wide ? 8 : 4;
        this.topLevel = cpu.longMode() ? 4 : wide ? 3 : 2;
        this.largePages = wide || (cpu.cr4 & Cpu.CR4_PSE) != 0;
        watch();
    }

    private void watch() {
        way = walk();
        for (Entry entry : way) {
            Probe probe = new Probe(Set.of(Kind.PHYSICAL_WRITE), entry.physical, entry.physical + bytes - 1, (at, event) -> stored(at, entry, event));
            probes.add(probe);
            cpu.events.arm(probe);
        }
    }

    @Override
    public void disarm() {
        probes.forEach(cpu.events::disarm);
        probes.clear();
    }

    /** The machine is in another state: the way is found anew, and nobody hears of that. */
    void restored() {
        disarm();
        watch();
    }

    // A store may change a part of an entry, or more than it; it is told as the change of the entry.
    private boolean stored(Cpu at, Entry entry, ProcessorEvent event) {
        long now = read(entry.physical);
        if (now == entry.value || !way.contains(entry)) {
            return false;
        }
        disarm();
        watch();
        return changed.stops(at, new ProcessorEvent(Kind.PHYSICAL_WRITE, entry.physical, entry.level, now, entry.value, event.agent()));
    }

    private List<Entry> walk() {
        List<Entry> entries = new ArrayList<>();
        int indexBits = bytes == 8 ? 9 : 10;
        long address = bytes == 8 ? WIDE_ADDRESS : NARROW_ADDRESS;
        long table = topLevel == 3 ? root & 0xFFFFFFE0L : root & address;
        for (int level = topLevel; level > 0; level--) {
            int shift = 12 + (level - 1) * indexBits;
            long index = linear >>> shift & (topLevel == 3 && level == 3 ? 3 : (1L << indexBits) - 1);
            Entry entry = new Entry(level, table + index * bytes, read(table + index * bytes));
            entries.add(entry);
            // In the top table of three or four levels the bit means nothing.
            boolean large = (entry.value & LARGE) != 0 && largePages && level > 1 && (level < topLevel || topLevel == 2);
            if ((entry.value & PRESENT) == 0 || large) {
                break;
            }
            table = entry.value & address;
        }
        return List.copyOf(entries);
    }

    /** Physical address of the page of 4 KiB that the address lies in; -1 when it is not mapped. */
    long page() {
        Entry last = way.getLast();
        if ((last.value & PRESENT) == 0) {
            return -1;
        }
        long within = (1L << 12 + (last.level - 1) * (bytes == 8 ? 9 : 10)) - 1;
        // PSE-36: bits 20:13 of a four-byte entry carry address bits 39:32.
        long frame = bytes == 8 ? last.value & WIDE_ADDRESS : last.level == 2 ? last.value & 0xFFC00000L | (last.value >>> 13 & 0xFF) << 32
                : last.value & NARROW_ADDRESS;
        return (frame & ~within | linear & within) & ~0xFFFL;
    }

    private long read(long physical) {
        byte[] raw = new byte[bytes];
        memory.read(physical, raw);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (raw[i] & 0xFFL) << 8 * i;
        }
        return value;
    }
}
