package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Vector;

/**
 * One exception or interrupt to be delivered.
 *
 * @param vector interrupt vector, 0 to 255
 * @param source where it comes from, which decides about checks, error codes and RF
 * @param hasErrorCode whether protected-mode delivery pushes {@code errorCode}
 * @param errorCode the error code
 */
record Event(int vector, Source source, boolean hasErrorCode, int errorCode) {
    /** Where an event comes from. */
    enum Source {
        /** A fault: the saved rip is that of the instruction. */
        FAULT,
        /** A debug trap or instruction breakpoint. */
        DEBUG,
        /** A maskable external interrupt or NMI. */
        INTERRUPT,
        /** INT n. */
        SOFTWARE,
        /** INT3 and INTO: no IOPL check in virtual-8086 mode and no redirection. */
        SOFTWARE_EXCEPTION,
        /** INT1 (ICEBP): like an external event, no check of the gate's DPL. */
        ICEBP
    }

    static Event fault(Vector vector, int errorCode) {
        return new Event(vector.number, Source.FAULT, vector.errorCode, errorCode);
    }

    static Event of(int vector, Source source) {
        return new Event(vector, source, false, 0);
    }

    /** EXT bit of error codes raised while this is delivered: 1 unless the program asked for it. */
    int ext() {
        return programmed() ? 0 : 1;
    }

    /** Whether the gate's DPL must allow the current privilege level. */
    boolean programmed() {
        return source == Source.SOFTWARE || source == Source.SOFTWARE_EXCEPTION;
    }

    /** The error code that names this event's IDT entry. */
    int idtError() {
        return vector << 3 | 2 | ext();
    }

    /**
     * EFLAGS as pushed: faults, and whatever comes between two iterations, set RF, so that the instruction's breakpoint does not
     * strike again (SDM vol. 3, 17.3.1.1).
     */
    int pushedFlags(Cpu cpu) {
        return cpu.flags.value() | (source == Source.FAULT || cpu.repeating ? Flags.RF : 0);
    }
}
