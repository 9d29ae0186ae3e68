package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/** HLT, MONITOR and MWAIT, cache and TLB control, RDTSC, RDPMC, random numbers, FS and GS bases, hypercalls. */
final class ProcessorControl {
    /** ECX bit 0 of MWAIT: interrupts end the wait even while EFLAGS.IF is clear. */
    private static final int BREAK_ON_MASKED = 1;

    private ProcessorControl() {}

    static void register(SemanticsTable table) {
        table.add("HLT", Guard.of((cpu, insn) -> haltUnlessWoken(cpu)));
        table.add("MONITOR", Guard.of(ProcessorControl::monitor));
        table.add("MWAIT", Guard.of((cpu, insn) -> await(cpu)));
        table.add("INVD", Guard.of((cpu, insn) -> {}));
        table.add("WBINVD", Guard.of((cpu, insn) -> {}));
        table.add("INVLPG", Guard.of(ProcessorControl::invalidatePage));
        for (String mnemonic : new String[] {"CLFLUSH", "CLFLUSHOPT", "CLWB"}) {
            table.add(mnemonic, (cpu, insn) -> cpu.mmu.checkLoad(cpu.readAddress(insn, 1), 1));
        }
        table.add("RDTSC", (cpu, insn) -> readTimeStamp(cpu));
        table.add("RDTSCP", (cpu, insn) -> {
            readTimeStamp(cpu);
            cpu.r[Cpu.RCX] = Msr.TSC_AUX.get(cpu);
        });
        table.add("RDPID", (cpu, insn) -> cpu.r[insn.rm] = Msr.TSC_AUX.get(cpu));
        table.add("RDPMC", (cpu, insn) -> {
            throw cpu.protection();
        });
        table.add("RDRAND", ProcessorControl::random);
        table.add("RDSEED", ProcessorControl::random);
        registerBases(table);
        table.add("VMCALL", (cpu, insn) -> hypercall(cpu, false));
        table.add("VMMCALL", (cpu, insn) -> hypercall(cpu, true));
    }

    private static void registerBases(SemanticsTable table) {
        table.add("RDFSBASE", (cpu, insn) -> readBase(cpu, insn, Instruction.FS));
        table.add("RDGSBASE", (cpu, insn) -> readBase(cpu, insn, Instruction.GS));
        table.add("WRFSBASE", (cpu, insn) -> writeBase(cpu, insn, Instruction.FS));
        table.add("WRGSBASE", (cpu, insn) -> writeBase(cpu, insn, Instruction.GS));
    }

    private static void haltUnlessWoken(Cpu cpu) {
        if (cpu.privileged.wakeUpPending) {
            cpu.privileged.wakeUpPending = false;
        } else {
            halt(cpu);
        }
    }

    // The address is not checked: neither segment limit nor canonical form matter.
    private static void invalidatePage(Cpu cpu, Instruction insn) {
        cpu.mmu.invalidate(cpu.segments.effectiveBase[insn.segment] + cpu.offset(insn) & cpu.linearMask);
    }

    private static void halt(Cpu cpu) {
        cpu.halted = true;
        cpu.raise(Cpu.ATTENTION_HALTED);
    }

    // The address must be readable; extensions in ECX are reserved.
    private static void monitor(Cpu cpu, Instruction insn) {
        if ((int) cpu.r[Cpu.RCX] != 0) {
            throw cpu.protection();
        }
        cpu.mmu.checkLoad(cpu.linear(insn.segment, cpu.r[Cpu.RAX] & insn.addressMask(), 1, false), 1);
        cpu.privileged.monitorArmed = true;
    }

    /**
     * Waits like HLT when the monitor is armed, otherwise goes on at once. Delivering any interrupt or exception disarms it, so a
     * handler's store to the monitored line is never missed; what other agents store does not end the wait.
     */
    private static void await(Cpu cpu) {
        int extensions = (int) cpu.r[Cpu.RCX];
        if ((extensions & ~BREAK_ON_MASKED) != 0) {
            throw cpu.protection();
        }
        if (cpu.privileged.monitorArmed) {
            cpu.privileged.monitorArmed = false;
            cpu.privileged.wakesMasked = (extensions & BREAK_ON_MASKED) != 0;
            halt(cpu);
            cpu.raise(Cpu.ATTENTION_INTERRUPT);
        }
    }

    private static void readTimeStamp(Cpu cpu) {
        if ((cpu.cr4 & Cpu.CR4_TSD) != 0 && cpu.cpl != 0) {
            throw cpu.protection();
        }
        long now = cpu.timeStampCounter();
        cpu.r[Cpu.RAX] = now & 0xFFFFFFFFL;
        cpu.r[Cpu.RDX] = now >>> 32;
    }

    // The generator never runs dry: CF = 1 always, the other status flags are cleared.
    private static void random(Cpu cpu, Instruction insn) {
        cpu.setRegister(insn.rm, insn.operandSize, cpu.privileged.nextRandom());
        cpu.flags.setArithmetic(Flags.CF);
    }

    private static void checkBases(Cpu cpu) {
        if ((cpu.cr4 & Cpu.CR4_FSGSBASE) == 0) {
            throw cpu.undefined();
        }
    }

    private static void readBase(Cpu cpu, Instruction insn, int segment) {
        checkBases(cpu);
        cpu.setRegister(insn.rm, insn.operandSize, cpu.segments.base[segment]);
    }

    private static void writeBase(Cpu cpu, Instruction insn, int segment) {
        checkBases(cpu);
        MsrRules.setSegmentBase(cpu, segment, cpu.register(insn.rm, insn.operandSize));
    }

    private static void hypercall(Cpu cpu, boolean vmmcall) {
        if (!cpu.hypervisor.hypercall(cpu, vmmcall)) {
            throw cpu.undefined();
        }
    }
}
