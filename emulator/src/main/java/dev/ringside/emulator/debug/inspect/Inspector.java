package dev.ringside.emulator.debug.inspect;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.debug.inspect.device.DeviceReader;
import dev.ringside.emulator.debug.inspect.explain.Explainer;
import dev.ringside.emulator.debug.inspect.paging.PageTables;
import dev.ringside.emulator.debug.inspect.register.CpuidView;
import dev.ringside.emulator.debug.inspect.register.ModelSpecific;
import dev.ringside.emulator.debug.inspect.segment.DescriptorTables;
import dev.ringside.emulator.machine.Machine;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/** Views of a machine. Belongs to the machine's thread; what it answers belongs to anybody. */
public final class Inspector {
    private final Machine machine;
    private final IntFunction<MemoryAccess> linear;

    /**
     * Views of a machine.
     *
     * @param linear memory by linear addresses as a processor sees it
     */
    public Inspector(Machine machine, IntFunction<MemoryAccess> linear) {
        this.machine = machine;
        this.linear = linear;
    }

    private Cpu cpu(int number) {
        return machine.cpu(number);
    }

    /** Address translation of processor {@code cpu}. */
    public PageTables pageTables(int cpu) {
        return new PageTables(cpu(cpu));
    }

    /** Descriptor tables and task state of processor {@code cpu}. */
    public DescriptorTables descriptors(int cpu) {
        return new DescriptorTables(cpu(cpu), linear.apply(cpu));
    }

    /** Model-specific registers of processor {@code cpu}. */
    public ModelSpecific msrs(int cpu) {
        return new ModelSpecific(cpu(cpu));
    }

    /** CPUID of processor {@code cpu}. */
    public CpuidView cpuid(int cpu) {
        return new CpuidView(cpu(cpu));
    }

    /** Interrupt controllers, devices, who answers where. */
    public DeviceReader devices() {
        return new DeviceReader(machine);
    }

    /**
     * Explains, in words.
     *
     * @param names names of linear addresses; the empty string for an address without one
     */
    public Explainer explain(int cpu, LongFunction<String> names) {
        return new Explainer(machine, cpu, linear.apply(cpu), names);
    }
}
