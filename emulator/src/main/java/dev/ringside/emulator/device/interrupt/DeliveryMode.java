package dev.ringside.emulator.device.interrupt;

/** What an interrupt message asks of its target; the ordinal is the encoding in bits 10:8 of ICR, LVT and redirection entries. */
public enum DeliveryMode {
    /** A vector for every target. */
    FIXED,
    /** A vector for one of the targets, the one with the lowest processor priority. */
    LOWEST_PRIORITY,
    /** System management interrupt. */
    SMI,
    /** Not used by any register; ignored. */
    RESERVED,
    /** Non-maskable interrupt. */
    NMI,
    /** Resets the processor, which then waits for a start-up message. */
    INIT,
    /** Starts a processor that waits, at page {@code vector} of the first megabyte. */
    STARTUP,
    /** The vector comes from the 8259 pair. */
    EXTINT;

    private static final DeliveryMode[] ALL = values();

    /** The mode in bits 10:8 of a register. */
    static DeliveryMode of(long register) {
        return ALL[(int) (register >> 8) & 7];
    }
}
