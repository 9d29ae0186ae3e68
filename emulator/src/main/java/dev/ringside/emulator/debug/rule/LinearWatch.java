package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.EventProbes;
import dev.ringside.emulator.cpu.EventProbes.Probe;
import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.memory.Agent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Hears of what devices, the hypervisor and the like do to a range of linear addresses, which they do not know: it is watched where its
 * pages lie, and when a page moves, there. Instructions are none of its business.
 */
final class LinearWatch implements Armed {
    private static final int PAGE = 4096, MOST_PAGES = 256;

    /** A page of the range: its part that belongs to the range, where it lies, and who hears of it there. */
    private final class Part {
        final long first;
        final long last;
        final MappingWatch mapping;
        Probe probe;

        Part(long first, long last) {
            this.first = first;
            this.last = last;
            this.mapping = cpu.mmu.paging() ? new MappingWatch(cpu, physical, first, (at, event) -> moved()) : null;
            watch();
        }

        private boolean moved() {
            disarm();
            watch();
            return false;
        }

        void watch() {
            long page = mapping == null ? first & -PAGE : mapping.page();
            if (page >= 0) {
                long start = page | first & PAGE - 1;
                probe = new Probe(kinds, start, start + (last - first), (at, event) -> event.agent() != Agent.CPU && listener.stops(at, linear(event, start)));
                cpu.events.arm(probe);
            }
        }

        private ProcessorEvent linear(ProcessorEvent event, long start) {
            return new ProcessorEvent(event.kind(), event.at() - start + first, event.size(), event.value(), event.old(), event.agent());
        }

        void disarm() {
            if (probe != null) {
                cpu.events.disarm(probe);
                probe = null;
            }
        }
    }

    private final Cpu cpu;
    private final MemoryAccess physical;
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final EventProbes.Listener listener;
    private final List<Part> parts = new ArrayList<>();

    private LinearWatch(Cpu cpu, MemoryAccess physical, Selector.Memory selector, EventProbes.Listener listener) {
        this.cpu = cpu;
        this.physical = physical;
        this.listener = listener;
        selector.accesses().forEach(access -> kinds.add(access == Access.READ && !selector.changes() ? Kind.PHYSICAL_READ : Kind.PHYSICAL_WRITE));
    }

    /** Watches a range; one of many pages is refused. */
    static LinearWatch of(Cpu cpu, MemoryAccess physical, Selector.Memory selector, EventProbes.Listener listener) throws RefusedException {
        if ((selector.last() >>> 12) - (selector.first() >>> 12) >= MOST_PAGES) {
            throw new RefusedException("expected at most " + MOST_PAGES + " pages to watch for others than instructions, found "
                    + ((selector.last() >>> 12) - (selector.first() >>> 12) + 1));
        }
        LinearWatch watch = new LinearWatch(cpu, physical, selector, listener);
        for (long page = selector.first() & -PAGE; Long.compareUnsigned(page, selector.last()) <= 0; page += PAGE) {
            long first = Long.compareUnsigned(page, selector.first()) < 0 ? selector.first() : page;
            long last = Long.compareUnsigned(page + PAGE - 1, selector.last()) > 0 ? selector.last() : page + PAGE - 1;
            watch.parts.add(watch.new Part(first, last));
            if (page == (selector.last() & -PAGE)) {
                break;
            }
        }
        return watch;
    }

    @Override
    public void disarm() {
        for (Part part : parts) {
            part.disarm();
            if (part.mapping != null) {
                part.mapping.disarm();
            }
        }
    }

    /** The machine is in another state: the pages are found anew. */
    void restored() {
        for (Part part : parts) {
            if (part.mapping != null) {
                part.mapping.restored();
            }
            part.disarm();
            part.watch();
        }
    }
}
