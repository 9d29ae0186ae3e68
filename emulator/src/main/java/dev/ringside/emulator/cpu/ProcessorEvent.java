package dev.ringside.emulator.cpu;

import dev.ringside.emulator.memory.Agent;

/**
 * Something a processor did, or that was done to its memory, that {@link EventProbes} tell of.
 *
 * @param kind what it was
 * @param at where: see {@link Kind}
 * @param size bytes; 0 where nothing has a width
 * @param value what was read or written, zero-extended; see {@link Kind} where it is something else
 * @param old what was there before it was written; see {@link Kind}, and 0 where that says nothing
 * @param agent who did it
 */
public record ProcessorEvent(Kind kind, long at, int size, long value, long old, Agent agent) {
    /** Bits of {@code value} and {@code old} of {@link Kind#MODE} above the code size: CR0.PE, EFLAGS.VM, EFER.LMA. */
    public static final int PROTECTED = 1 << 8, VIRTUAL_8086 = 1 << 9, LONG = 1 << 10;

    /** Something an instruction did, nothing before. */
    public ProcessorEvent(Kind kind, long at, int size, long value) {
        this(kind, at, size, value, 0, Agent.CPU);
    }

    /** Kinds of events. */
    public enum Kind {
        /** IN or one element of INS; {@code at} is the port. */
        PORT_READ,
        /** OUT or one element of OUTS. */
        PORT_WRITE,
        /** RDMSR; {@code at} is the MSR's number, unsigned. */
        MSR_READ,
        /** WRMSR. */
        MSR_WRITE,
        /**
         * MOV to CR0, 2, 3, 4 or 8, LMSW, CLTS; {@code at} is the register's number, {@code value} what the program wrote, {@code old}
         * what the register was.
         */
        CONTROL_WRITE,
        /** MOV to a debug register (4 and 5 are 6 and 7), as {@link #CONTROL_WRITE}. */
        DEBUG_WRITE,
        /** CPUID; {@code at} is the leaf, {@code value} the subleaf. */
        CPUID,
        /**
         * Delivery of an exception, INT3, INTO and INT1 included; {@code at} is the vector, {@code value} the error code or 0, {@code old}
         * the offset in CS that is pushed.
         */
        EXCEPTION,
        /** Delivery of an external interrupt or NMI, as {@link #EXCEPTION}. */
        INTERRUPT,
        /** INT n, as {@link #EXCEPTION}. */
        SOFTWARE_INTERRUPT,
        /**
         * A load of data; {@code at} is the linear address. What the processor itself reads of tables is none, nor what it pushes to
         * deliver an interrupt.
         */
        MEMORY_READ,
        /**
         * A store of data, about to happen: {@code value} is not there yet; {@code old} is 0. Of an instruction that reads, changes and
         * writes there come both.
         */
        MEMORY_WRITE,
        /** A load from physical address {@code at}, by anybody. */
        PHYSICAL_READ,
        /** A store to physical address {@code at}, by anybody; it has happened. */
        PHYSICAL_WRITE,
        /**
         * Code size, protected mode, virtual-8086 mode or IA-32e mode has changed; {@code at} is 0, {@code value} and {@code old} are the
         * code size (16, 32, 64) and {@link #PROTECTED}, {@link #VIRTUAL_8086}, {@link #LONG}.
         */
        MODE,
        /** The current privilege level has changed from {@code old} to {@code value}; {@code at} is 0. */
        PRIVILEGE,
        /** CR3 has changed from {@code old} to {@code value}; {@code at} is 0. */
        ADDRESS_SPACE,
        /** A call of the platform's ABI that somebody above wants to look at; {@code at} is 0. */
        ABI_CALL
    }
}
