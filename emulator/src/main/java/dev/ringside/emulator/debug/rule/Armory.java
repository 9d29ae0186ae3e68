package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.EventProbes;
import dev.ringside.emulator.cpu.EventProbes.Probe;
import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.system.Descriptor;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.engine.ProbeCondition;
import dev.ringside.emulator.engine.Probes;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.memory.UnreadableException;
import dev.ringside.emulator.platform.AbiSignature;
import dev.ringside.emulator.platform.Platform;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Puts into the machine what rules need to hear of their events. */
final class Armory {
    /** Access bits of a descriptor: no system descriptor, executable (SDM vol. 3, 3.4.5.1). */
    private static final int CODE = SegmentRegisters.S | 8;

    private final Session session;
    private final Machine machine;
    private final Platform platform;
    private final Cpu cpu;
    private final AbiRules calls;
    private final Set<MappingWatch> mappings = new LinkedHashSet<>();
    private final Set<LinearWatch> linearWatches = new LinkedHashSet<>();

    Armory(Session session, Machine machine, Platform platform) {
        this.session = session;
        this.machine = machine;
        this.platform = platform;
        this.cpu = machine.cpu(0);
        this.calls = new AbiRules(platform.calls());
    }

    /** Arms a rule; one line says why it cannot be. */
    Armed arm(Selector selector, Trigger trigger) throws RefusedException {
        EventProbes.Listener meets = trigger::meets;
        return switch (selector) {
            case Selector.Execute s -> execute(s.place(), ExecuteProbe.of(trigger));
            case Selector.Memory s -> memory(s, (at, event) -> accessed(s, trigger, at, event));
            case Selector.Port s -> events(kinds(s.accesses(), Kind.PORT_READ, Kind.PORT_WRITE), s.first(), s.last(), meets);
            case Selector.Msr s -> events(kinds(s.accesses(), Kind.MSR_READ, Kind.MSR_WRITE), s.first(), s.last(), meets);
            case Selector.Control s -> events(Set.of(Kind.CONTROL_WRITE), s.register(), s.register(), meets);
            case Selector.Debug s -> events(Set.of(Kind.DEBUG_WRITE), s.register(), s.register(), meets);
            case Selector.Cpuid s -> events(Set.of(Kind.CPUID), s.first(), s.last(), meets);
            case Selector.Vector s -> events(kinds(s), s.first(), s.last(), meets);
            case Selector.Mode _ -> events(Set.of(Kind.MODE), 0, 0, meets);
            case Selector.Privilege _ -> events(Set.of(Kind.PRIVILEGE), 0, 0, meets);
            case Selector.AddressSpace _ -> events(Set.of(Kind.ADDRESS_SPACE), 0, 0, meets);
            case Selector.Abi s -> call(s, trigger);
            case Selector.Mapping s -> mapping(s.linear(), trigger);
        };
    }

    /** Something in the machine has been replaced by a saved state: what was derived from it is derived anew. */
    void restored() {
        calls.forgetHeld();
        mappings.forEach(MappingWatch::restored);
        linearWatches.forEach(LinearWatch::restored);
    }

    // ---- instructions ----

    private Armed execute(CodePlace place, ProbeCondition condition) throws RefusedException {
        Supplier<Probes> probes = () -> machine.engine(0).probes();
        if (place instanceof CodePlace.Physical(long address)) {
            int index = machine.memory().ramIndex(address);
            if (index < 0) {
                throw new RefusedException("there is neither RAM nor ROM at physical address 0x" + Long.toHexString(address));
            }
            probes.get().armInRam(index, condition);
            return () -> probes.get().disarmInRam(index, condition);
        }
        long linear = linear(place);
        probes.get().arm(linear, condition);
        return () -> probes.get().disarm(linear, condition);
    }

    private long linear(CodePlace place) throws RefusedException {
        return switch (place) {
            case CodePlace.Linear(long address) -> address;
            case CodePlace.Segmented(int selector, long offset) -> base(selector) + offset & (cpu.codeSize == 64 ? -1L : 0xFFFFFFFFL);
            case CodePlace.Physical _ -> throw new IllegalArgumentException("not linear: " + place);
        };
    }

    private long base(int selector) throws RefusedException {
        if (cpu.segments.selector[Instruction.CS] == selector) {
            return cpu.segments.base[Instruction.CS];
        }
        if (!cpu.selectorsNameDescriptors()) {
            return (long) selector << 4;
        }
        long address = Descriptor.isNull(selector) ? -1 : Descriptor.address(cpu, selector, Long.BYTES);
        byte[] bytes = new byte[Long.BYTES];
        if (address != -1 && session.linearMemory(0).read(address, bytes) == Long.BYTES) {
            long raw = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                raw |= (bytes[i] & 0xFFL) << 8 * i;
            }
            Descriptor descriptor = new Descriptor(selector, address, raw, 0);
            if (descriptor.present() && (descriptor.access() & CODE) == CODE) {
                return descriptor.base();
            }
        }
        throw new RefusedException("the descriptor tables have no code segment 0x" + Integer.toHexString(selector) + " now");
    }

    // ---- events ----

    private Armed events(Set<Kind> kinds, long first, long last, EventProbes.Listener listener) {
        Probe probe = new Probe(kinds, first, last, listener);
        cpu.events.arm(probe);
        return () -> cpu.events.disarm(probe);
    }

    // Instructions are heard of by linear address, others where the pages lie.
    private Armed memory(Selector.Memory s, EventProbes.Listener listener) throws RefusedException {
        if (s.space() == Selector.Space.PHYSICAL || s.actors().equals(Set.of(Actor.CPU))) {
            return events(kinds(s), s.first(), s.last(), listener);
        }
        LinearWatch others = LinearWatch.of(cpu, session.physicalMemory(), s, listener);
        linearWatches.add(others);
        Armed instructions = events(kinds(s), s.first(), s.last(), listener);
        return () -> {
            linearWatches.remove(others);
            others.disarm();
            instructions.disarm();
        };
    }

    private static Set<Kind> kinds(Set<Access> accesses, Kind read, Kind write) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        accesses.forEach(access -> kinds.add(access == Access.READ ? read : write));
        return kinds;
    }

    private static Set<Kind> kinds(Selector.Memory s) {
        boolean physical = s.space() == Selector.Space.PHYSICAL;
        return s.changes() ? Set.of(physical ? Kind.PHYSICAL_WRITE : Kind.MEMORY_WRITE)
                : physical ? kinds(s.accesses(), Kind.PHYSICAL_READ, Kind.PHYSICAL_WRITE) : kinds(s.accesses(), Kind.MEMORY_READ, Kind.MEMORY_WRITE);
    }

    private static Set<Kind> kinds(Selector.Vector s) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        s.sources().forEach(source -> kinds.add(switch (source) {
            case EXCEPTION -> Kind.EXCEPTION;
            case INTERRUPT -> Kind.INTERRUPT;
            case SOFTWARE -> Kind.SOFTWARE_INTERRUPT;
        }));
        return kinds;
    }

    private static boolean accessed(Selector.Memory s, Trigger trigger, Cpu at, ProcessorEvent event) {
        if (!s.actors().contains(Actor.of(event.agent()))) {
            return false;
        }
        ProcessorEvent complete = event.kind() == Kind.MEMORY_WRITE ? withOld(at, event) : event.kind() == Kind.MEMORY_READ ? withOld(event, event.value()) : event;
        return (!s.changes() || changes(s, complete)) && trigger.meets(at, complete);
    }

    // A store by linear address is told before it happens.
    private static ProcessorEvent withOld(Cpu at, ProcessorEvent event) {
        try {
            return withOld(event, at.mmu.peek.load(event.at(), event.size()));
        } catch (UnreadableException e) {
            return event;
        }
    }

    private static ProcessorEvent withOld(ProcessorEvent event, long old) {
        return new ProcessorEvent(event.kind(), event.at(), event.size(), event.value(), old, event.agent());
    }

    private static boolean changes(Selector.Memory s, ProcessorEvent event) {
        long different = event.value() ^ event.old();
        for (int i = 0; i < event.size(); i++) {
            boolean inside = Long.compareUnsigned(event.at() + i - s.first(), s.last() - s.first()) <= 0;
            if (inside && (different >>> 8 * i & 0xFF) != 0) {
                return true;
            }
        }
        return false;
    }

    private Armed mapping(long linear, Trigger trigger) throws RefusedException {
        if (!cpu.mmu.paging()) {
            throw new RefusedException("paging is off: nothing maps 0x" + Long.toHexString(linear));
        }
        MappingWatch watch = new MappingWatch(cpu, session.physicalMemory(), linear, trigger::meets);
        mappings.add(watch);
        return () -> {
            mappings.remove(watch);
            watch.disarm();
        };
    }

    // ---- ABI calls ----

    private Armed call(Selector.Abi selector, Trigger trigger) throws RefusedException {
        Glob glob = Glob.of(selector.name());
        if (platform.signatures().stream().map(AbiSignature::name).noneMatch(glob::matchesAnyOf)) {
            throw new RefusedException(platform.signatures().isEmpty() ? "platform " + platform.name() + " has no ABI calls"
                    : "platform " + platform.name() + " has no ABI call that matches " + selector.name());
        }
        return calls.arm(glob, selector.phase(), trigger);
    }
}
