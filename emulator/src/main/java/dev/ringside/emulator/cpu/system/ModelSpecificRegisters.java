package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;
import java.util.Arrays;
import java.util.Comparator;

/**
 * RDMSR and WRMSR. The platform is asked first, then the local APIC, then the rows of {@link Msr}; a number that nobody knows is
 * #GP(0).
 */
public final class ModelSpecificRegisters {
    /** By number, signed; numbers apart, so that none is boxed. */
    private static final Msr[] ROWS = Arrays.stream(Msr.values()).sorted(Comparator.comparingInt(row -> row.number)).toArray(Msr[]::new);
    private static final int[] NUMBERS = Arrays.stream(ROWS).mapToInt(row -> row.number).toArray();

    private ModelSpecificRegisters() {}

    static void register(SemanticsTable table) {
        table.add("RDMSR", Guard.of(ModelSpecificRegisters::read));
        table.add("WRMSR", Guard.of(ModelSpecificRegisters::write));
    }

    private static void read(Cpu cpu, Instruction insn) {
        int number = (int) cpu.r[Cpu.RCX];
        long value = read(cpu, number);
        cpu.r[Cpu.RAX] = value & 0xFFFFFFFFL;
        cpu.r[Cpu.RDX] = value >>> 32;
        cpu.events.happened(Kind.MSR_READ, number & 0xFFFFFFFFL, 8, value);
    }

    private static void write(Cpu cpu, Instruction insn) {
        int number = (int) cpu.r[Cpu.RCX];
        long value = cpu.r[Cpu.RDX] << 32 | cpu.r[Cpu.RAX] & 0xFFFFFFFFL;
        write(cpu, number, value);
        cpu.events.happened(Kind.MSR_WRITE, number & 0xFFFFFFFFL, 8, value);
    }

    /** Power-up values. */
    public static void reset(Cpu cpu) {
        for (Msr row : Msr.values()) {
            row.set(cpu, row.reset);
        }
    }

    /** What the time-stamp counter has beyond virtual time (IA32_TSC_ADJUST). */
    public static long timeStampOffset(Cpu cpu) {
        return Msr.TSC_ADJUST.get(cpu);
    }

    /** RDMSR; raises #GP(0) for what does not exist. */
    public static long read(Cpu cpu, int number) {
        if (cpu.hypervisor.ownsMsr(cpu, number)) {
            return cpu.hypervisor.readMsr(cpu, number);
        }
        if (cpu.interrupts.handlesMsr(number)) {
            if (!cpu.interrupts.readsMsr(number)) {
                throw cpu.protection();
            }
            return cpu.interrupts.readMsr(number);
        }
        return row(cpu, number).read(cpu);
    }

    /** WRMSR; raises #GP(0) for what does not exist, cannot be written, or has reserved bits set. */
    public static void write(Cpu cpu, int number, long value) {
        if (cpu.hypervisor.ownsMsr(cpu, number)) {
            cpu.hypervisor.writeMsr(cpu, number, value);
        } else if (cpu.interrupts.handlesMsr(number)) {
            if (!cpu.interrupts.writeMsr(number, value)) {
                throw cpu.protection();
            }
        } else {
            row(cpu, number).write(cpu, value);
        }
    }

    private static Msr row(Cpu cpu, int number) {
        Msr row = known(cpu, number);
        if (row == null) {
            throw cpu.protection();
        }
        return row;
    }

    /** The row of a number, or null when the processor has none. */
    private static Msr known(Cpu cpu, int number) {
        int at = Arrays.binarySearch(NUMBERS, number);
        return at >= 0 && ROWS[at].exists.test(cpu.model) ? ROWS[at] : null;
    }

    /** Whether RDMSR gives a value; asking has no effect. */
    public static boolean shows(Cpu cpu, int number) {
        if (cpu.hypervisor.ownsMsr(cpu, number)) {
            return cpu.hypervisor.peekMsr(cpu, number).isPresent();
        }
        if (cpu.interrupts.handlesMsr(number)) {
            return cpu.interrupts.readsMsr(number);
        }
        Msr row = known(cpu, number);
        return row != null && row.readable();
    }

    /** A register that the processor {@linkplain #shows shows}, without any effect: nobody hears of it. */
    public static long inspect(Cpu cpu, int number) {
        if (cpu.hypervisor.ownsMsr(cpu, number)) {
            return cpu.hypervisor.peekMsr(cpu, number).orElseThrow();
        }
        return cpu.interrupts.handlesMsr(number) ? cpu.interrupts.peekMsr(number) : known(cpu, number).read(cpu);
    }
}
