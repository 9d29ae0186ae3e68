package dev.ringside.emulator.cpu;

/**
 * Something a processor did that {@link EventProbes} tell of.
 *
 * @param kind what it was
 * @param at where: see {@link Kind}
 * @param size bytes; 0 for {@link Kind#VECTOR}
 * @param value what was read or written, zero-extended; see {@link Kind} where it is something else
 */
public record ProcessorEvent(Kind kind, long at, int size, long value) {
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
        /** MOV to CR0, 2, 3, 4 or 8, LMSW, CLTS; {@code at} is the register's number, {@code value} what the program wrote. */
        CONTROL_WRITE,
        /** Delivery of an exception or interrupt, INT n included; {@code at} is the vector, {@code value} the error code or 0. */
        VECTOR,
        /** A load of data; {@code at} is the linear address, {@code value} 0. What the processor itself reads of tables is none. */
        MEMORY_READ,
        /** A store of data, about to happen; {@code value} 0. Of an instruction that reads, changes and writes there come both. */
        MEMORY_WRITE
    }
}
