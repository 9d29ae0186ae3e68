package dev.ringside.emulator.machine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.device.Clock.Timer;
import dev.ringside.emulator.device.pc.PcChipset;
import dev.ringside.emulator.device.pc.PcOptions;
import dev.ringside.emulator.device.interrupt.LocalApic;
import dev.ringside.emulator.device.power.SystemControl;
import dev.ringside.emulator.engine.Engine;
import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.engine.EngineStatistics;
import dev.ringside.emulator.memory.Mmu;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.emulator.state.StateException;
import dev.ringside.emulator.state.StateHasher;
import dev.ringside.emulator.state.StateReader;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.StateWriter;
import dev.ringside.emulator.state.Stateful;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The emulated computer: processors, memory and devices on one clock. One thread runs it; other threads may call only
 * {@link #interrupt} and {@link InputQueue#offer}.
 *
 * <p>The run loop goes from event to event: it fires due timers, takes inputs, lets the engine run to the next due time,
 * and skips idle. Nothing that happens depends on where the loop cuts the run into slices.
 */
public final class Machine implements Stateful {
    /** Most instructions between two looks at the outside. Long enough to cost nothing, short enough to feel immediate. */
    private static final long SLICE = 200_000;

    private static final String VERSION = "machine 2";

    private final PhysicalMemory memory;
    private final MachineClock clock = new MachineClock();
    private final InputQueue inputs = new InputQueue();
    private final PcChipset chipset;
    private final Cpu cpu;
    private Engine engine;
    private final Map<String, Stateful> extensions = new LinkedHashMap<>();
    private final String configuration;
    private Pacing pacing = Pacing.SKIP;
    private Runnable restart = () -> {};
    private Consumer<Cpu> halting = halted -> {};
    private Consumer<Cpu> resuming = resumed -> {};
    private StopReason requested;
    private boolean resetRequested;
    private boolean initRequested;
    private volatile boolean interrupted;

    /**
     * Whether inputs may be taken now: where the run came to this moment for the first time. An exit in between may lie behind
     * the delivery of an exception, which counts no instruction, and then a stamp could not tell before from after.
     */
    private boolean arrived = true;

    /** Instruction count at which the machine looks at the outside at the latest. */
    private long nextLook = SLICE;

    /** Builds a machine, powered up, nothing loaded. */
    public Machine(MachineConfig config) {
        configuration = config.description();
        memory = new PhysicalMemory(config.memory(), config.romSize());
        chipset = new PcChipset(chipsetOptions(config), clock, memory, new Control(), open -> moveA20(open), () -> 0);
        cpu = new Cpu(0, config.model(), memory, chipset.ports());
        cpu.seedRandom(config.seed());
        clock.running(cpu);
        ProcessorWiring.join(cpu, chipset.apic(0), chipset.coprocessorError(), () -> {
            initRequested = true;
            cpu.raise(Cpu.ATTENTION_STOP);
        });
        chipset.writeFirmwareTables();
        engine = config.engine().make(cpu, InstructionSet.semantics());
        inputs.connect("com1", chipset.com1()::receive);
    }

    private static PcOptions chipsetOptions(MachineConfig config) {
        LocalApic.Features apic = new LocalApic.Features(Mmu.PHYSICAL_BITS, config.model().x2Apic(), config.model().tscDeadline());
        return new PcOptions(1, config.epochSecond(), apic, config.model().signature(), config.model().featureFlags(), config.serial(),
                config.debugPort(), config.disks(), new TreeMap<>());
    }

    private void moveA20(boolean open) {
        cpu.mmu.setA20(open);
    }

    // ---- parts ----

    /** Guest physical memory. */
    public PhysicalMemory memory() {
        return memory;
    }

    /** Processor {@code number}. */
    public Cpu cpu(int number) {
        if (number != 0) {
            throw new IllegalArgumentException("no processor " + number);
        }
        return cpu;
    }

    /** The engine of processor {@code number}; until {@link #switchEngine}. */
    public Engine engine(int number) {
        cpu(number);
        return engine;
    }

    /**
     * Goes on with another engine, probes included; the guest sees nothing of it. Call only while the machine is not running.
     */
    public void switchEngine(EngineFactory factory) {
        Engine next = factory.make(cpu, InstructionSet.semantics());
        next.probes().armAll(engine.probes());
        engine.close();
        engine = next;
    }

    /** What the engine of processor {@code number} has done since it was made. */
    public EngineStatistics engineStatistics(int number) {
        return engine(number).statistics();
    }

    /** The devices. */
    public PcChipset chipset() {
        return chipset;
    }

    /** The way in for everything from outside. */
    public InputQueue inputs() {
        return inputs;
    }

    /** Virtual time in ns. */
    public long virtualTime() {
        return clock.now();
    }

    /**
     * Adds state that belongs to the machine but is built above it: a platform.
     *
     * @param description how the part is configured, in one line; a saved state is restored only where this is the same
     */
    public void extend(String description, Stateful part) {
        extensions.put(description, part);
    }

    /** The part that was added and is of this kind; the first when there are several. */
    public <T> Optional<T> extension(Class<T> kind) {
        return extensions.values().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /**
     * A timer of a device that runs.
     *
     * @param due virtual time in ns at which it strikes
     */
    public record PendingTimer(String name, long due) {}

    /** The timers of devices that run, the next one first. */
    public List<PendingTimer> timers() {
        return clock.pending();
    }

    /** Sets what happens to idle time on the host. */
    public void pace(Pacing newPacing) {
        pacing = newPacing;
    }

    /** Sets who hears that a processor begins to idle, and that it is about to run again. */
    public void onIdle(Consumer<Cpu> begins, Consumer<Cpu> ends) {
        halting = begins;
        resuming = ends;
    }

    /** Sets what puts the guest back into memory after a reset. */
    public void onReset(Runnable loader) {
        restart = loader;
    }

    // ---- running ----

    /** Asks the machine to stop soon; from any thread. */
    public void interrupt() {
        interrupted = true;
        inputs.nudge();
    }

    /**
     * Runs until something ends it, at the latest when {@code limit} instructions have retired since power-up. When the guest came
     * to its end, what it had given to its serial port has been sent.
     */
    public StopReason run(long limit) {
        return run(limit, Timer.NEVER);
    }

    /**
     * {@link #run(long)} until virtual time {@code deadline} at the latest. A guest that waits for what never comes retires no
     * instructions, but its time goes on: only this limit ends it.
     *
     * @param deadline in ns since power-up
     */
    public StopReason run(long limit, long deadline) {
        StopReason stop = null;
        while (stop == null) {
            stop = turn(limit, deadline, false);
        }
        return stopped(stop);
    }

    /**
     * Runs to the end of the next unit of the engine ({@link Engine#runUnit}), through idle time when the guest waits. Events that
     * are due there have not happened yet: {@link #run} with the count reached as its limit lets them.
     *
     * @return why the run has ended; nothing after a unit
     */
    public Optional<StopReason> runUnit(long limit) {
        long before = cpu.instructions;
        StopReason stop = null;
        while (stop == null && cpu.instructions == before) {
            stop = turn(limit, Timer.NEVER, true);
        }
        return Optional.ofNullable(stop).map(this::stopped);
    }

    private StopReason stopped(StopReason stop) {
        if (stop.endsGuest()) {
            chipset.com1().finish();
        }
        return stop;
    }

    /** Events and inputs that are due, then one run of the engine and what ended it. */
    private StopReason turn(long limit, long deadline, boolean unit) {
        StopReason stop = betweenSlices(limit, deadline);
        if (stop != null) {
            return stop;
        }
        long end = sliceEnd(limit, deadline);
        Engine.Exit exit = unit ? engine.runUnit(end) : engine.run(end);
        arrived = cpu.instructions >= end;
        cpu.events.boundary();
        ProcessorEvent event = cpu.events.takeStop();
        if (event != null) {
            return new StopReason.Event(event);
        }
        if (requested != null || resetRequested || initRequested) {
            return null;
        }
        return switch (exit) {
            case LIMIT, STOPPED -> null;
            case HALTED -> idle(deadline);
            case SHUTDOWN -> new StopReason.TripleFault(cpu.rip, cpu.segments.effectiveBase[1] + cpu.rip & cpu.linearMask);
            case PROBE -> new StopReason.Probe(cpu.segments.effectiveBase[1] + cpu.rip & cpu.linearMask);
        };
    }

    private StopReason betweenSlices(long limit, long deadline) {
        if (resetRequested) {
            reset();
        }
        if (initRequested) {
            initRequested = false;
            cpu.reset();
        }
        if (requested != null) {
            StopReason stop = requested;
            requested = null;
            return stop;
        }
        clock.runDue();
        if (arrived || inputs.nextReplay() != null) {
            inputs.take(clock.now(), cpu.instructions);
            nextLook = cpu.instructions + SLICE;
        }
        inputs.calm();
        if (interrupted) {
            interrupted = false;
            return new StopReason.Interrupted();
        }
        if (cpu.instructions >= limit) {
            return new StopReason.InstructionLimit();
        }
        return clock.now() >= deadline ? new StopReason.TimeLimit() : null;
    }

    private long sliceEnd(long limit, long deadline) {
        long end = Math.min(limit, nextLook);
        long event = Math.min(clock.next(), deadline);
        if (event != Timer.NEVER) {
            end = Math.min(end, cpu.instructions + Math.max(event - clock.now(), 0));
        }
        Input replayed = inputs.nextReplay();
        if (replayed != null && replayed.instructions() > cpu.instructions) {
            end = Math.min(end, replayed.instructions());
        }
        return end;
    }

    /**
     * The processor halts: time goes on to the next event without it. Returns a reason when no event can wake it. An input that
     * ends idle comes at least 1 ns after idle began, so that its stamp differs from that of the halt.
     */
    private StopReason idle(long deadline) {
        long from = clock.now();
        long to = clock.next();
        Input replayed = inputs.nextReplay();
        if (replayed != null && replayed.instructions() <= cpu.instructions) {
            to = Math.min(to, replayed.virtualTime());
        }
        if (!cpu.wakeable() || to == Timer.NEVER) {
            return new StopReason.DeadHalt();
        }
        to = Math.min(to, deadline);
        if (to > from) {
            halting.accept(cpu);
            long reached = Math.max(pacing.idle(from, to, inputs), inputs.offered() ? from + 1 : from);
            cpu.skipped += reached - from;
            arrived = reached > from;
            resuming.accept(cpu);
        }
        return null;
    }

    /** Resets processors and devices, as the reset line does; memory stays, then the guest is loaded again. */
    public void reset() {
        resetRequested = false;
        chipset.reset();
        cpu.reset();
        restart.run();
    }

    // ---- state ----

    @Override
    public void state(StateStream s) {
        s.part("memory", memory);
        s.part("cpu0", cpu);
        s.part("clock", clock);
        s.part("inputs", inputs);
        s.part("chipset", chipset);
        extensions.values().forEach(part -> s.part("extension", part));
    }

    /** 64 bits over everything the guest can see, pending events, random state and input position included. */
    public long stateHash() {
        StateHasher hasher = new StateHasher();
        state(hasher);
        return hasher.value();
    }

    /** How the machine is built, in one line: a state can be restored only into a machine of which this is the same. */
    public String configuration() {
        StringBuilder text = new StringBuilder(configuration);
        extensions.keySet().forEach(description -> text.append("; ").append(description));
        return text.toString();
    }

    /**
     * Saves everything; call only while the machine is not running. The stream is not compressed, but memory that holds only
     * zeros takes no room. {@link SnapshotFile} is for files.
     */
    public void save(OutputStream out) {
        StateWriter writer = new StateWriter(out);
        writer.text("ringside", VERSION);
        writer.text("configuration", configuration());
        state(writer);
    }

    /**
     * Restores what {@link #save} wrote. Call only while the machine is not running.
     *
     * @throws StateException when the state is of another version or configuration, and then nothing has changed; or when it
     *     is damaged, and then this machine is of no more use
     */
    public void restore(InputStream in) {
        StateReader reader = new StateReader(in);
        expect("version", VERSION, reader.text("ringside", ""));
        expect("a machine with", configuration(), reader.text("configuration", ""));
        requested = null;
        resetRequested = false;
        try {
            state(reader);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw new StateException("saved state: a value is impossible: " + e.getMessage());
        }
        arrived = false;
        nextLook = cpu.instructions + SLICE;
    }

    private static void expect(String what, String expected, String found) {
        if (!found.equals(expected)) {
            throw new StateException("saved state: expected " + what + " \"" + expected + "\", found \"" + found + "\"");
        }
    }

    /** What devices ask of the machine takes effect after the instruction that asked. */
    private final class Control implements SystemControl {
        @Override
        public void reset() {
            resetRequested = true;
            cpu.raise(Cpu.ATTENTION_STOP);
        }

        @Override
        public void powerOff() {
            requested = new StopReason.PowerOff();
            cpu.raise(Cpu.ATTENTION_STOP);
        }

        @Override
        public void exit(int code) {
            requested = new StopReason.DebugExit(code);
            cpu.raise(Cpu.ATTENTION_STOP);
        }
    }
}
