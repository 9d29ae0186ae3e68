package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;

/**
 * What the processor does between two instructions, in the order of priority of SDM vol. 3, table 6-2: debug traps of the
 * previous instruction, NMI, external interrupts, instruction breakpoints.
 *
 * <p>How an engine uses it. While {@link Cpu#attention} is 0 nothing is to be done between instructions. When it is not 0, the
 * engine first takes its own bits out (STOP, CODE, CLOCK, SIGNAL: none of them is touched here) and calls {@link #service}. When
 * that returns false, the engine looks again: the processor is halted, has shut down, or was led to another handler. When it
 * returns true and attention is 0, the engine may return to its fast loop. When it returns true and attention is not 0, something
 * holds for exactly the next instruction (a shadow, TF, RF, an armed breakpoint): the engine executes that one instruction, one
 * iteration of a repeated one, and then calls {@link #retired}. Fetch faults and faults of the instruction go to
 * {@link InterruptDelivery}; calling {@link #retired} after one does no harm. Calling {@link #service} twice without executing
 * anything in between does no harm either, so a run may stop after it and be saved.
 */
public final class InstructionBoundary {
    private static final int SERVED = Cpu.ATTENTION_INTERRUPT | Cpu.ATTENTION_NMI | Cpu.ATTENTION_SHADOW | Cpu.ATTENTION_TRAP_FLAG
            | Cpu.ATTENTION_DEBUG | Cpu.ATTENTION_HALTED | Cpu.ATTENTION_BREAKPOINTS;

    private InstructionBoundary() {}

    /**
     * Serves what waits for an instruction boundary and brings the attention bits up to date.
     *
     * @return whether an instruction may be executed now
     */
    public static boolean service(Cpu cpu) {
        if (cpu.shutdown) {
            return false;
        }
        cpu.shadow &= ~Cpu.SHADOW_EXPIRING;
        serveTraps(cpu);
        if (!cpu.shutdown) {
            serveNonMaskable(cpu);
        }
        if (!cpu.shutdown) {
            serveInterrupts(cpu);
        }
        if (cpu.shutdown || cpu.halted) {
            renew(cpu);
            return false;
        }
        if (virtualInterruptPends(cpu)) {
            InterruptDelivery.deliver(cpu, cpu.protection());
            renew(cpu);
            return false;
        }
        if (DebugRegisters.instructionBreakpoint(cpu)) {
            InterruptDelivery.debug(cpu);
            renew(cpu);
            return false;
        }
        begin(cpu);
        renew(cpu);
        return true;
    }

    private static void begin(Cpu cpu) {
        if (cpu.shadow != Cpu.SHADOW_NONE) {
            cpu.shadow |= Cpu.SHADOW_EXPIRING;
        }
        cpu.resuming = cpu.flags.has(Flags.RF);
        cpu.stepDiscarded = false;
    }

    private static void serveTraps(Cpu cpu) {
        if (cpu.pendingDebug != 0 && cpu.shadow != Cpu.SHADOW_MOV_SS) {
            cpu.dr[6] |= cpu.pendingDebug;
            cpu.pendingDebug = 0;
            InterruptDelivery.debug(cpu);
        }
    }

    private static void serveNonMaskable(Cpu cpu) {
        if ((cpu.attention & Cpu.ATTENTION_NMI) != 0 && !cpu.nmiBlocked && cpu.shadow != Cpu.SHADOW_MOV_SS) {
            cpu.attention &= ~Cpu.ATTENTION_NMI;
            InterruptDelivery.nonMaskable(cpu);
        }
    }

    private static void serveInterrupts(Cpu cpu) {
        if ((cpu.attention & Cpu.ATTENTION_INTERRUPT) == 0 || cpu.shadow != Cpu.SHADOW_NONE) {
            return;
        }
        boolean enabled = cpu.flags.has(Flags.IF);
        if (!cpu.interrupts.pending()) {
            cpu.attention &= ~Cpu.ATTENTION_INTERRUPT;
        } else if (enabled) {
            InterruptDelivery.external(cpu, cpu.interrupts.acknowledge());
        } else if (cpu.halted && cpu.privileged.wakesMasked) {
            cpu.halted = false;
            cpu.privileged.wakesMasked = false;
        }
    }

    private static boolean virtualInterruptPends(Cpu cpu) {
        if (!cpu.flags.has(Flags.VIF | Flags.VIP) || cpu.cpl != 3) {
            return false;
        }
        return (cpu.cr4 & (cpu.v86() ? Cpu.CR4_VME : Cpu.CR4_PVI)) != 0;
    }

    /** Sets the attention bits to what still asks for it. A pending interrupt stays pending while IF is clear: STI asks anew. */
    private static void renew(Cpu cpu) {
        int kept = cpu.attention & ~SERVED;
        boolean takesInterrupts = cpu.flags.has(Flags.IF) || cpu.halted && cpu.privileged.wakesMasked;
        if (takesInterrupts) {
            kept |= cpu.attention & Cpu.ATTENTION_INTERRUPT;
        }
        // A blocked NMI is remembered in the attention word until IRET unblocks it.
        kept |= cpu.attention & Cpu.ATTENTION_NMI;
        if (cpu.shadow != Cpu.SHADOW_NONE) {
            kept |= Cpu.ATTENTION_SHADOW | cpu.attention & Cpu.ATTENTION_INTERRUPT;
        }
        if (cpu.flags.has(Flags.TF)) {
            kept |= Cpu.ATTENTION_TRAP_FLAG;
        }
        if (cpu.pendingDebug != 0 || cpu.flags.has(Flags.RF)) {
            kept |= Cpu.ATTENTION_DEBUG;
        }
        if (cpu.halted || cpu.shutdown) {
            kept |= Cpu.ATTENTION_HALTED;
        }
        if (DebugRegisters.watchesCode(cpu)) {
            kept |= Cpu.ATTENTION_BREAKPOINTS;
        }
        cpu.attention = kept;
    }

    /**
     * After the one instruction that {@link #service} allowed with attention not 0: ends the shadow it ran under, clears RF, and
     * makes its single-step trap pending.
     *
     * @param trap whether EFLAGS.TF was set when the instruction began
     */
    public static void retired(Cpu cpu, boolean trap) {
        if ((cpu.shadow & Cpu.SHADOW_EXPIRING) != 0) {
            cpu.shadow = Cpu.SHADOW_NONE;
        }
        if (cpu.stepDiscarded) {
            return;
        }
        if (cpu.resuming && !cpu.repeating && cpu.flags.has(Flags.RF)) {
            cpu.setFlags(cpu.flags.value() & ~Flags.RF);
        }
        if (trap) {
            cpu.pendingDebug |= DebugRegisters.SINGLE_STEP;
            cpu.raise(Cpu.ATTENTION_DEBUG);
        }
    }
}
