package dev.ringside.emulator.cpu;

/**
 * What feeds external interrupts to one processor: its local APIC, or the 8259 pair directly. The source calls
 * {@link Cpu#raise} with {@link Cpu#ATTENTION_INTERRUPT} whenever it may have become pending; the processor then asks
 * {@link #pending()} between instructions while it can take one.
 */
public interface InterruptSource {
    /** Whether an interrupt waits that the processor may take now (priorities already applied, IF not). */
    boolean pending();

    /** Takes the highest-priority interrupt, as an interrupt acknowledge cycle does. Returns its vector. */
    int acknowledge();

    /** CR8: bits 7:4 of the task priority register; 0 when there is no local APIC. */
    int taskPriority();

    /** MOV CR8. */
    void setTaskPriority(int value);

    /** Reads IA32_APIC_BASE. */
    long apicBase();

    /** Writes IA32_APIC_BASE; returns false for #GP. */
    boolean setApicBase(long value);

    /** Reads an x2APIC or TSC-deadline MSR (0x6E0, 0x800-0x8FF) that {@link #handlesMsr} knows. */
    long readMsr(int msr);

    /** Writes such an MSR; false means #GP. */
    boolean writeMsr(int msr, long value);

    /** Whether {@link #readMsr} and {@link #writeMsr} know {@code msr} in the current APIC mode. */
    boolean handlesMsr(int msr);

    /** Whether a known MSR can be read at all; RDMSR of the others (end of interrupt, self IPI) is #GP. */
    default boolean readsMsr(int msr) {
        return handlesMsr(msr);
    }
}
