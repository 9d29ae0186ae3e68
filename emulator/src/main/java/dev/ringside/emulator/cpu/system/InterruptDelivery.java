package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.memory.PageFault;

/**
 * Delivery of exceptions and interrupts in every mode (SDM vol. 3, chapter 6), with the rules for exceptions that meet others.
 * When a method returns, rip is at the handler, or the processor has {@linkplain Cpu#shutdown shut down}. Delivering counts no
 * instruction.
 */
public final class InterruptDelivery {
    private InterruptDelivery() {}

    /**
     * Delivers an exception that an instruction or its fetch has raised. {@link Cpu#rip} must be that of the instruction: the
     * engine puts it back before it calls.
     */
    public static void deliver(Cpu cpu, Fault fault) {
        if (fault.holds()) {
            hold(cpu);
            return;
        }
        raise(cpu, Event.fault(fault.vector(), fault.errorCode()), fault.vector());
    }

    // The instruction has not begun: what holds for exactly the next instruction holds for it still.
    private static void hold(Cpu cpu) {
        cpu.shadow &= ~Cpu.SHADOW_EXPIRING;
        cpu.stepDiscarded = true;
    }

    /** Delivers a page fault; CR2 receives the address. {@link Cpu#rip} must be that of the instruction. */
    public static void deliver(Cpu cpu, PageFault fault) {
        cpu.cr2 = fault.linear();
        cpu.lastException.noteEntry(fault.entry(), fault.entryAddress(), fault.entryShift());
        raise(cpu, Event.fault(Vector.PF, fault.errorCode()), Vector.PF);
    }

    /** Delivers a maskable external interrupt between instructions. Conditions (IF, shadow) are the caller's. */
    static void external(Cpu cpu, int vector) {
        raise(cpu, Event.of(vector, Event.Source.INTERRUPT), null);
    }

    /** Delivers an NMI between instructions; further ones wait for IRET. */
    static void nonMaskable(Cpu cpu) {
        cpu.nmiBlocked = true;
        raise(cpu, Event.of(Vector.NMI.number, Event.Source.INTERRUPT), null);
    }

    /** Delivers a debug trap or an instruction breakpoint; DR6 says which already. */
    static void debug(Cpu cpu) {
        raise(cpu, Event.of(Vector.DB.number, Event.Source.DEBUG), null);
    }

    /**
     * Executes INT n, INT3, INTO or INT1: rip already is that of the next instruction. What goes wrong is thrown, as for any
     * instruction, with nothing changed.
     */
    static void software(Cpu cpu, int vector, Event.Source source) {
        if (source != Event.Source.SOFTWARE) {
            note(cpu, Event.of(vector, source), -1, -1);
        }
        dispatch(cpu, Event.of(vector, source));
    }

    private static void note(Cpu cpu, Event event, int during, int second) {
        cpu.lastException.note(cpu, event.vector(), event.hasErrorCode(), event.errorCode(), during, second);
    }

    /**
     * Delivers; an exception met on the way is delivered instead, or makes a double fault, or shuts down (SDM vol. 3, table
     * 6-5).
     *
     * @param first the exception, or null for interrupts and debug traps, which are benign
     */
    private static void raise(Cpu cpu, Event first, Vector firstVector) {
        Event event = first;
        Vector vector = firstVector;
        if (first.source() != Event.Source.INTERRUPT) {
            note(cpu, first, -1, -1);
        }
        while (true) {
            Vector met;
            int errorCode;
            try {
                dispatch(cpu, event);
                cpu.delivered.run();
                return;
            } catch (Fault f) {
                met = f.vector();
                errorCode = f.errorCode();
            } catch (PageFault f) {
                met = Vector.PF;
                errorCode = f.errorCode();
                cpu.cr2 = f.linear();
                cpu.lastException.noteEntry(f.entry(), f.entryAddress(), f.entryShift());
            }
            if (vector == Vector.DF) {
                shutDown(cpu);
                return;
            }
            boolean twice = vector == Vector.PF ? met == Vector.PF || met.contributory
                    : vector != null && vector.contributory && met.contributory;
            int during = event.vector();
            vector = twice ? Vector.DF : met;
            event = Event.fault(vector, twice ? 0 : errorCode);
            note(cpu, event, during, met.number);
        }
    }

    private static void shutDown(Cpu cpu) {
        cpu.shutdown = true;
        cpu.raise(Cpu.ATTENTION_HALTED);
        cpu.delivered.run();
    }

    private static void dispatch(Cpu cpu, Event event) {
        long from = cpu.rip;
        if (!cpu.protectedMode()) {
            RealModeInterrupts.deliver(cpu, event);
        } else if (cpu.longMode()) {
            LongModeGates.deliver(cpu, event);
        } else if (!cpu.v86() || !VirtualModeInterrupts.redirected(cpu, event)) {
            ProtectedModeGates.deliver(cpu, event);
        }
        settle(cpu, event);
        cpu.events.happened(kind(event.source()), event.vector(), 0, event.hasErrorCode() ? event.errorCode() & 0xFFFFFFFFL : 0, from);
    }

    private static Kind kind(Event.Source source) {
        return switch (source) {
            case FAULT, DEBUG, SOFTWARE_EXCEPTION, ICEBP -> Kind.EXCEPTION;
            case INTERRUPT -> Kind.INTERRUPT;
            case SOFTWARE -> Kind.SOFTWARE_INTERRUPT;
        };
    }

    // A handler starts without the shadow, the single-step trap and the armed monitor of what it interrupted.
    private static void settle(Cpu cpu, Event event) {
        cpu.repeating = false;
        cpu.shadow = Cpu.SHADOW_NONE;
        cpu.attention &= ~Cpu.ATTENTION_SHADOW;
        cpu.stepDiscarded = true;
        cpu.pendingDebug = event.source() == Event.Source.FAULT ? 0 : cpu.pendingDebug & ~DebugRegisters.SINGLE_STEP;
        cpu.halted = false;
        cpu.attention &= ~Cpu.ATTENTION_HALTED;
        cpu.privileged.monitorArmed = false;
        cpu.privileged.wakesMasked = false;
        if (event.vector() == Vector.DB.number && !event.programmed()) {
            cpu.dr[7] &= ~DebugRegisters.GENERAL_DETECT;
        }
    }

    /** EFLAGS inside a handler: TF, NT, RF and VM are clear, IF too behind an interrupt gate. */
    static int handlerFlags(Cpu cpu, boolean interruptGate) {
        return cpu.flags.value() & ~(Flags.TF | Flags.NT | Flags.RF | Flags.VM | (interruptGate ? Flags.IF : 0));
    }
}
