package dev.ringside.emulator.cpu;

import dev.ringside.emulator.state.StateStream;

/**
 * A processor's state, described once. Of the attention word only a waiting NMI is state. The rest, like {@link Cpu#resuming} and
 * {@link Cpu#stepDiscarded}, follows from other fields and is worked out anew at the next instruction boundary, which a restored
 * processor is made to look at.
 */
final class CpuState {
    private CpuState() {}

    static void pass(Cpu cpu, StateStream s) {
        s.i64s("r", cpu.r);
        cpu.rip = s.i64("rip", cpu.rip);
        int eflags = s.i32("eflags", cpu.flags.value());
        cpu.instructions = s.i64("instructions", cpu.instructions);
        cpu.skipped = s.i64("skipped", cpu.skipped);
        s.part("segments", cpu.segments);
        s.part("vector", cpu.vector);
        s.part("x87", cpu.x87);
        cpu.cr0 = s.i64("cr0", cpu.cr0);
        cpu.cr2 = s.i64("cr2", cpu.cr2);
        cpu.cr3 = s.i64("cr3", cpu.cr3);
        cpu.cr4 = s.i64("cr4", cpu.cr4);
        cpu.efer = s.i64("efer", cpu.efer);
        cpu.xcr0 = s.i64("xcr0", cpu.xcr0);
        s.i64s("dr", cpu.dr);
        cpu.gdtBase = s.i64("gdtBase", cpu.gdtBase);
        cpu.gdtLimit = s.i32("gdtLimit", cpu.gdtLimit);
        cpu.idtBase = s.i64("idtBase", cpu.idtBase);
        cpu.idtLimit = s.i32("idtLimit", cpu.idtLimit);
        cpu.cpl = s.i32("cpl", cpu.cpl);
        int lasting = s.i32("shadow", cpu.shadow & ~Cpu.SHADOW_EXPIRING);
        cpu.pendingDebug = s.i64("pendingDebug", cpu.pendingDebug);
        cpu.nmiBlocked = s.bool("nmiBlocked", cpu.nmiBlocked);
        cpu.repeating = s.bool("repeating", cpu.repeating);
        cpu.halted = s.bool("halted", cpu.halted);
        cpu.shutdown = s.bool("shutdown", cpu.shutdown);
        boolean nmiPending = s.bool("nmiPending", (cpu.attention & Cpu.ATTENTION_NMI) != 0);
        s.part("privileged", cpu.privileged);
        s.part("mmu", cpu.mmu);
        if (s.restoring()) {
            cpu.flags.load(eflags);
            cpu.shadow = lasting;
            cpu.updateMode();
            cpu.askedInstructions = -1;
            cpu.lastException.clear();
            cpu.events.compareFromHere();
            cpu.events.takeStop();
            cpu.attention = Cpu.ATTENTION_INTERRUPT | (nmiPending ? Cpu.ATTENTION_NMI : 0);
        }
    }
}
