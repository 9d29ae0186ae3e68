package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.condition.ConditionEnvironment;
import dev.ringside.emulator.debug.condition.MachineContext;
import dev.ringside.emulator.debug.condition.Moment;
import dev.ringside.emulator.debug.inspect.Inspector;
import dev.ringside.emulator.debug.condition.UserVariable;
import dev.ringside.emulator.debug.program.CallStack;
import dev.ringside.emulator.debug.program.GuestSymbols;
import dev.ringside.emulator.debug.rule.Rules;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.platform.NativePlatform;
import dev.ringside.emulator.platform.Platform;
import java.util.Optional;
import java.util.function.Function;

/**
 * One machine and everything that front ends do to it. Build one for each machine, once. Its parts belong to the machine's
 * thread: other threads use them inside {@link RunControl#call}, and {@link #control} freely.
 */
public final class Session {
    private final Machine machine;
    private final RunControl control;
    private final Breakpoints breakpoints;
    private final GuestSymbols program;
    private final Rules rules;
    private final Snapshots snapshots;
    private final CallStack callStack;
    private final Inspector inspector;

    /** A session over a machine that is ready to run, under a platform. */
    public Session(Machine machine, Platform platform) {
        this.machine = machine;
        this.breakpoints = new Breakpoints(() -> machine.engine(0).probes());
        this.inspector = new Inspector(machine, this::linearMemory);
        this.program = new GuestSymbols(machine.cpu(0));
        this.callStack = new CallStack(machine.cpu(0), program);
        this.rules = new Rules(this, machine, platform);
        this.control = new RunControl(machine, rules, breakpoints, new StackCallers(callStack));
        this.snapshots = new Snapshots(machine, control);
    }

    /** A session over a machine on bare hardware. */
    public Session(Machine machine) {
        this(machine, new NativePlatform());
    }

    /** How many processors there are; they are numbered from 0. */
    public int cpus() {
        return 1;
    }

    /** Instructions that the guest has retired since power-up. */
    public long instructions() {
        return machine.cpu(0).instructions;
    }

    /** Starting and stopping. */
    public RunControl control() {
        return control;
    }

    /** Breakpoints on instructions. */
    public Breakpoints breakpoints() {
        return breakpoints;
    }

    /** Symbols, types and source lines of what runs in the guest. */
    public GuestSymbols program() {
        return program;
    }

    /** What is to happen when the guest does something. */
    public Rules rules() {
        return rules;
    }

    /** Saved states of the machine. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** The calls that processor {@code cpu} is in. */
    public CallStack callStack(int cpu) {
        if (cpu != 0) {
            throw new IllegalArgumentException("no processor " + cpu);
        }
        return callStack;
    }

    /** The registers of processor {@code cpu}, seen so wide. */
    public Registers registers(int cpu, RegisterWidth width) {
        return new Registers(machine.cpu(cpu), width);
    }

    /** Memory as processor {@code cpu} sees it now: by linear addresses. */
    public MemoryAccess linearMemory(int cpu) {
        return new LinearMemory(machine.cpu(cpu));
    }

    /** Memory by physical addresses. */
    public MemoryAccess physicalMemory() {
        return new PhysicalView(machine.memory());
    }

    /** What there is to see of the machine beyond registers and memory. */
    public Inspector inspect() {
        return inspector;
    }

    /**
     * What expressions may ask for beyond the machine: the guest's current task, depth and caller by the call stack, and user variables.
     *
     * @param variables the front end's, by name without the dollar sign; the same object for a name every time
     */
    public ConditionEnvironment environment(Function<String, Optional<UserVariable>> variables) {
        return new LiveEnvironment(this, variables);
    }

    /** Processor {@code cpu} as the language's evaluator asks for it, at a prompt: without a rule or an event. */
    public MachineContext context(int cpu, ConditionEnvironment environment) {
        return new MachineContext(machine.cpu(cpu), environment);
    }

    /** {@link #context(int, ConditionEnvironment)} with what a rule knows of the event that has just happened. */
    public MachineContext context(int cpu, Moment moment, ConditionEnvironment environment) {
        return new MachineContext(machine.cpu(cpu), moment, environment);
    }

    /** The mode of processor {@code cpu}. */
    public CpuMode mode(int cpu) {
        Cpu c = machine.cpu(cpu);
        if (!c.protectedMode()) {
            return CpuMode.REAL;
        }
        if (c.v86()) {
            return CpuMode.VIRTUAL_8086;
        }
        return !c.longMode() ? CpuMode.PROTECTED : c.codeSize == 64 ? CpuMode.LONG_64 : CpuMode.COMPATIBILITY;
    }
}
