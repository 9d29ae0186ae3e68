package dev.ringside.emulator.boot;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;

/** Carries out a load plan: fills the memory and puts a freshly reset CPU into the plan's state. */
public final class GuestStart {
    private static final byte[] ZEROS = new byte[PhysicalMemory.PAGE_SIZE];

    private GuestStart() {
    }

    /** Bytes of ROM below 4 GiB that {@link PhysicalMemory} has to be made with for a plan. */
    public static int romSize(LoadPlan plan) {
        return plan.segments().stream().filter(s -> s.end() == 1L << 32).mapToInt(Segment::count).max().orElse(0);
    }

    /**
     * Fills the memory and sets the CPU's state. ROM below 1 MiB lies over RAM and becomes read-only.
     *
     * @param cpu    just reset
     * @param memory the memory {@code cpu} sees, made with {@link #romSize} bytes of ROM
     */
    public static void apply(LoadPlan plan, Cpu cpu, PhysicalMemory memory) {
        plan.segments().forEach(segment -> fill(segment, memory));
        apply(plan.entry(), cpu);
    }

    private static void fill(Segment segment, PhysicalMemory memory) {
        memory.copyIn(Agent.LOADER, segment.physicalAddress(), segment.source(), segment.offset(), segment.count());
        for (long at = segment.physicalAddress() + segment.count(); at < segment.end(); at += ZEROS.length) {
            memory.copyIn(Agent.LOADER, at, ZEROS, 0, (int) Math.min(ZEROS.length, segment.end() - at));
        }
        if (segment.backing() == Segment.Backing.ROM && segment.end() <= memory.ramSize()) {
            memory.protect(segment.physicalAddress(), (int) segment.length());
        }
    }

    private static void apply(EntryState state, Cpu cpu) {
        state.general().forEach((register, value) -> cpu.r[register.ordinal()] = value);
        state.segments().forEach((register, segment) -> set(cpu, register.ordinal(), segment));
        set(cpu, SegmentRegisters.LDTR, state.ldt());
        set(cpu, SegmentRegisters.TR, state.task());
        cpu.gdtBase = state.gdt().base();
        cpu.gdtLimit = state.gdt().limit();
        cpu.idtBase = state.idt().base();
        cpu.idtLimit = state.idt().limit();
        cpu.rip = state.rip();
        cpu.setFlags((int) state.rflags());
        var control = state.control();
        cpu.setControl(control.cr0(), control.cr3(), control.cr4(), control.efer(), true);
    }

    private static void set(Cpu cpu, int index, SegmentState segment) {
        cpu.segments.set(index, segment.selector(), segment.base(), segment.limit(), segment.access());
    }
}
