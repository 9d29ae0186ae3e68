package dev.ringside.emulator.cpu;

import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.memory.AccessWatch;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalWatches;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Probes on what a processor does other than execute an address: ports, MSRs, control and debug registers, CPUID, vectors, memory, changes
 * of mode. All engines tell by the same code, so all tell the same. Where nothing is armed an out-of-line instruction pays for one look; a
 * memory access pays nothing: only pages with a probe lose their fast path.
 *
 * <p><b>When.</b> Port, MSR, CPUID and register accesses are told when they have happened, inside their instruction; what faults is not
 * told. A vector is told when the processor stands at its handler; one that cannot be delivered is told as what comes of it. Accesses by
 * linear address are told when all their checks have passed, a store just before; should the instruction fault later on, it does them
 * again. Those by physical address are told when they have happened. Changes of mode, privilege and address space are told between
 * instructions, when everything is real: by {@link #boundary}.
 * A probe that wants a stop gets it <em>after</em> the instruction (of a repeated one: after the iteration), or before the handler's
 * first: as hardware's data and I/O breakpoints trap, and as GDB's watchpoints show themselves.
 */
public final class EventProbes implements AccessWatch {
    /** Who hears of events. It must not change the guest; it may arm and disarm. */
    @FunctionalInterface
    public interface Listener {
        /** Something armed has happened; returns whether the guest is to stop. */
        boolean stops(Cpu cpu, ProcessorEvent event);
    }

    /**
     * What to listen to. Compared by identity.
     *
     * @param kinds kinds of events
     * @param first first port, MSR, register, leaf, vector or address; 0 where a kind has none
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

        private boolean hasAny(Set<Kind> wanted) {
            return kinds.stream().anyMatch(wanted::contains);
        }
    }

    private static final Probe[] NONE = {};
    private static final Set<Kind> LINEAR = EnumSet.of(Kind.MEMORY_READ, Kind.MEMORY_WRITE);
    private static final Set<Kind> PHYSICAL = EnumSet.of(Kind.PHYSICAL_READ, Kind.PHYSICAL_WRITE);
    private static final Set<Kind> BETWEEN = EnumSet.of(Kind.MODE, Kind.PRIVILEGE, Kind.ADDRESS_SPACE);
    private static final Set<Kind> OF_BYTES = EnumSet.of(Kind.PORT_READ, Kind.PORT_WRITE, Kind.MEMORY_READ, Kind.MEMORY_WRITE);
    private static final List<Kind> LINEAR_KINDS = List.copyOf(LINEAR);

    private final Cpu cpu;
    private final Probe[][] armed = new Probe[Kind.values().length][];
    private final Map<Probe, PhysicalWatches.Watch> physical = new IdentityHashMap<>();
    private ProcessorEvent stopped;
    private boolean memoryWatched;

    // What MODE, PRIVILEGE and ADDRESS_SPACE are compared with, while one of them is armed.
    private boolean comparing;
    private long mode;
    private int privilege;
    private long addressSpace;

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
        if (probe.hasAny(LINEAR)) {
            cpu.mmu.forgetFastPaths(probe.first, probe.last);
        }
        if (probe.hasAny(PHYSICAL)) {
            PhysicalWatches.Watch watch = new PhysicalWatches.Watch(probe.first, probe.last, probe.kinds.contains(Kind.PHYSICAL_READ),
                    probe.kinds.contains(Kind.PHYSICAL_WRITE), (agent, at, size, write, before, value) -> accessed(probe, agent, at, size, write, before, value));
            physical.put(probe, watch);
            cpu.mmu.memory().watches.arm(watch);
        }
        if (probe.hasAny(BETWEEN) && !comparing) {
            compareFromHere();
        }
        review();
    }

    /** Disarms this very probe; does nothing when it is not armed. */
    public void disarm(Probe probe) {
        for (Kind kind : probe.kinds) {
            armed[kind.ordinal()] = Arrays.stream(armed[kind.ordinal()]).filter(other -> other != probe).toArray(Probe[]::new);
        }
        PhysicalWatches.Watch watch = physical.remove(probe);
        if (watch != null) {
            cpu.mmu.memory().watches.disarm(watch);
        }
        review();
    }

    private void review() {
        memoryWatched = any(LINEAR) || any(PHYSICAL);
        comparing = any(BETWEEN);
    }

    private boolean any(Set<Kind> kinds) {
        return kinds.stream().anyMatch(kind -> armed[kind.ordinal()].length != 0);
    }

    /** Whether any memory is watched: then an access may be told, and has to find all registers real. */
    public boolean memoryWatched() {
        return memoryWatched;
    }

    // ---- telling ----

    /** Tells of an event. */
    public void happened(Kind kind, long at, int size, long value) {
        happened(kind, at, size, value, 0);
    }

    /** Tells of an event that has changed something that was {@code old}. */
    public void happened(Kind kind, long at, int size, long value, long old) {
        if (armed[kind.ordinal()].length != 0) {
            tell(new ProcessorEvent(kind, at, size, value, old, Agent.CPU));
        }
    }

    private void tell(ProcessorEvent event) {
        int length = OF_BYTES.contains(event.kind()) ? event.size() : 1;
        for (Probe probe : armed[event.kind().ordinal()]) {
            if (meets(probe, event.at(), length) && probe.listener.stops(cpu, event)) {
                stop(event);
            }
        }
    }

    // Accesses wrap at the end of the address space.
    private boolean meets(Probe probe, long at, int length) {
        return Long.compareUnsigned(at - probe.first, probe.last - probe.first) <= 0
                || Long.compareUnsigned(probe.first - at & cpu.linearMask, length) < 0;
    }

    private void accessed(Probe probe, Agent agent, long at, int size, boolean write, long before, long value) {
        ProcessorEvent event = new ProcessorEvent(write ? Kind.PHYSICAL_WRITE : Kind.PHYSICAL_READ, at, size, value, before, agent);
        if (probe.listener.stops(cpu, event)) {
            stop(event);
        }
    }

    /** Asks for a stop after the instruction under way, because of {@code event}. */
    public void stop(ProcessorEvent event) {
        stopped = stopped == null ? event : stopped;
        cpu.raise(Cpu.ATTENTION_STOP);
    }

    /** The event that a probe wanted a stop for since this was last asked, the first if there were several; null when there was none. */
    public ProcessorEvent takeStop() {
        ProcessorEvent event = stopped;
        stopped = null;
        return event;
    }

    // ---- linear memory ----

    @Override
    public boolean watches(long linear) {
        for (Kind kind : LINEAR_KINDS) {
            for (Probe probe : armed[kind.ordinal()]) {
                if (Long.compareUnsigned(linear >>> 12, probe.first >>> 12) >= 0 && Long.compareUnsigned(linear >>> 12, probe.last >>> 12) <= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void accessed(long linear, int size, boolean write, long value) {
        happened(write ? Kind.MEMORY_WRITE : Kind.MEMORY_READ, linear, size, size == 8 ? value : value & (1L << 8 * size) - 1);
    }

    // ---- what is told between instructions ----

    /** The processor may run otherwise from now on: if so, and somebody wants to know, the engine is to come back after the instruction. */
    void changed() {
        if (comparing && (mode() != mode || cpu.cpl != privilege || cpu.cr3 != addressSpace)) {
            cpu.raise(Cpu.ATTENTION_STOP);
        }
    }

    /** Tells what has changed since the last call; whoever runs an engine calls it each time that has come back. */
    public void boundary() {
        if (!comparing) {
            return;
        }
        long modeBefore = mode;
        int privilegeBefore = privilege;
        long addressSpaceBefore = addressSpace;
        compareFromHere();
        if (mode != modeBefore) {
            happened(Kind.MODE, 0, 0, mode, modeBefore);
        }
        if (privilege != privilegeBefore) {
            happened(Kind.PRIVILEGE, 0, 0, privilege, privilegeBefore);
        }
        if (addressSpace != addressSpaceBefore) {
            happened(Kind.ADDRESS_SPACE, 0, 0, addressSpace, addressSpaceBefore);
        }
    }

    /** Forgets what the processor was: somebody outside has changed it, and the guest has done nothing. */
    public void compareFromHere() {
        mode = mode();
        privilege = cpu.cpl;
        addressSpace = cpu.cr3;
    }

    private long mode() {
        return cpu.codeSize | (cpu.protectedMode() ? ProcessorEvent.PROTECTED : 0) | (cpu.v86() ? ProcessorEvent.VIRTUAL_8086 : 0)
                | (cpu.longMode() ? ProcessorEvent.LONG : 0);
    }
}
