package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;
import java.util.HashMap;
import java.util.Map;

/**
 * RDMSR and WRMSR. The platform is asked first, then the local APIC, then the rows of {@link Msr}; a number that nobody knows is
 * #GP(0).
 */
public final class ModelSpecificRegisters {
    private static final Map<Integer, Msr> BY_NUMBER = new HashMap<>();

    static {
        for (Msr row : Msr.values()) {
            BY_NUMBER.put(row.number, row);
        }
    }

    private ModelSpecificRegisters() {}

    static void register(SemanticsTable table) {
        table.add("RDMSR", Guard.of(ModelSpecificRegisters::execute));
        table.add("WRMSR", Guard.of((cpu, insn) -> write(cpu, (int) cpu.r[Cpu.RCX], cpu.r[Cpu.RDX] << 32 | cpu.r[Cpu.RAX] & 0xFFFFFFFFL)));
    }

    private static void execute(Cpu cpu, Instruction insn) {
        long value = read(cpu, (int) cpu.r[Cpu.RCX]);
        cpu.r[Cpu.RAX] = value & 0xFFFFFFFFL;
        cpu.r[Cpu.RDX] = value >>> 32;
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
        Msr row = BY_NUMBER.get(number);
        if (row == null || !row.exists.test(cpu.model)) {
            throw cpu.protection();
        }
        return row;
    }
}
