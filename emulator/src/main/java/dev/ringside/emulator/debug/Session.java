package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.inspect.Inspector;
import dev.ringside.emulator.machine.Machine;

/**
 * One machine and everything that front ends do to it. Build one for each machine, once. Its parts belong to the machine's
 * thread: other threads use them inside {@link RunControl#call}, and {@link #control} freely.
 */
public final class Session {
    private final Machine machine;
    private final RunControl control;
    private final Breakpoints breakpoints;
    private final Inspector inspector;

    /** A session over a machine that is ready to run. */
    public Session(Machine machine) {
        this.machine = machine;
        this.control = new RunControl(machine);
        this.breakpoints = new Breakpoints(() -> machine.engine(0).probes());
        this.inspector = new Inspector(machine, this::linearMemory);
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
