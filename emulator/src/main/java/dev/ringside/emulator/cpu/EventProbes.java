package dev.ringside.emulator.cpu;

import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.memory.AccessWatch;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Probes on what a processor does other than execute an address: ports, MSRs, control registers, vectors, data memory. All engines
 * tell by the same code, so all tell the same. Where nothing is armed an out-of-line instruction pays for one look; a memory access
 * pays nothing: only pages with a probe lose their fast path.
 *
 * <p><b>When.</b> Port, MSR and register accesses are told when they have happened, inside their instruction; what faults is not
 * told. A vector is told when the processor stands at its handler; one that cannot be delivered is told as what comes of it. Memory
 * accesses are told when all their checks have passed, just before; should the instruction fault later on, it does them again.
 * A probe that wants a stop gets it <em>after</em> the instruction (of a repeated one: after the iteration), or before the handler's
 * first: as hardware's data and I/O breakpoints trap, and as GDB's watchpoints show themselves.
 */
public final class EventProbes implements AccessWatch {
    /** Who hears of events. It must not change the guest. */
    @FunctionalInterface
    public interface Listener {
        /** Something armed has happened; returns whether the guest is to stop. */
        boolean stops(Cpu cpu, ProcessorEvent event);
    }

    /**
     * What to listen to.
     *
     * @param kinds kinds of events
     * @param first first port, MSR, register, vector or linear address
     * @param last the last one, included; compared unsigned
     */
    public record Probe(Set<Kind> kinds, long first, long last, Listener listener) {
        /** Refuses a range that ends before it begins. */
        public Probe {
            kinds = Set.copyOf(kinds);
            if (Long.compareUnsigned(first, last) > 0) {
                throw new IllegalArgumentException("from " + Long.toHexString(first) + " to " + Long.toHexString(last));
            }
        }
    }

    private static final Probe[] NONE = {};
    private static final List<Kind> MEMORY = List.of(Kind.MEMORY_READ, Kind.MEMORY_WRITE);

    private final Cpu cpu;
    private final Probe[][] armed = new Probe[Kind.values().length][];
    private ProcessorEvent stopped;

    EventProbes(Cpu cpu) {
        this.cpu = cpu;
        Arrays.fill(armed, NONE);
    }

    /** Arms a probe; from the next event on it is told. On the machine's thread. */
    public void arm(Probe probe) {
        for (Kind kind : probe.kinds) {
            Probe[] more = Arrays.copyOf(armed[kind.ordinal()], armed[kind.ordinal()].length + 1);
            more[more.length - 1] = probe;
            armed[kind.ordinal()] = more;
        }
        if (probe.kinds.stream().anyMatch(MEMORY::contains)) {
            cpu.mmu.forgetFastPaths(probe.first, probe.last);
        }
    }

    /** Disarms this very probe; does nothing when it is not armed. */
    public void disarm(Probe probe) {
        for (Kind kind : probe.kinds) {
            armed[kind.ordinal()] = Arrays.stream(armed[kind.ordinal()]).filter(other -> other != probe).toArray(Probe[]::new);
        }
    }

    /** Tells of an event. */
    public void happened(Kind kind, long at, int size, long value) {
        if (armed[kind.ordinal()].length != 0) {
            tell(kind, at, size, value);
        }
    }

    private void tell(Kind kind, long at, int size, long value) {
        ProcessorEvent event = new ProcessorEvent(kind, at, size, value);
        int length = kind == Kind.MSR_READ || kind == Kind.MSR_WRITE || kind == Kind.CONTROL_WRITE ? 1 : Math.max(size, 1);
        for (Probe probe : armed[kind.ordinal()]) {
            if (meets(probe, at, length) && probe.listener.stops(cpu, event)) {
                stopped = stopped == null ? event : stopped;
                cpu.raise(Cpu.ATTENTION_STOP);
            }
        }
    }

    // Accesses wrap at the end of the address space.
    private boolean meets(Probe probe, long at, int length) {
        return Long.compareUnsigned(at - probe.first, probe.last - probe.first) <= 0
                || Long.compareUnsigned(probe.first - at & cpu.linearMask, length) < 0;
    }

    /** The event that a probe wanted a stop for since this was last asked, the first if there were several; null when there was none. */
    public ProcessorEvent takeStop() {
        ProcessorEvent event = stopped;
        stopped = null;
        return event;
    }

    @Override
    public boolean watches(long linear) {
        for (Kind kind : MEMORY) {
            for (Probe probe : armed[kind.ordinal()]) {
                if (Long.compareUnsigned(linear >>> 12, probe.first >>> 12) >= 0 && Long.compareUnsigned(linear >>> 12, probe.last >>> 12) <= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void accessed(long linear, int size, boolean write) {
        happened(write ? Kind.MEMORY_WRITE : Kind.MEMORY_READ, linear, size, 0);
    }
}
