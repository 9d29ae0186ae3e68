package dev.ringside.emulator.cpu;

import java.util.List;

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

    /** CR8: bits 7:4 of the task priority register, as a value 0 to 15; 0 when there is no local APIC. */
    int taskPriority();

    /** MOV CR8, 0 to 15. */
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

    /** What {@link #readMsr} would answer, without any effect. */
    default long peekMsr(int msr) {
        return 0;
    }

    /** The MSRs that {@link #readsMsr} says yes to now. */
    default List<MsrName> msrs() {
        return List.of();
    }

    /** The processor's time-stamp counter was written or adjusted: deadlines move. */
    default void tscChanged() {}

    /** Nothing connected: no interrupt, no local APIC. */
    InterruptSource NONE = new InterruptSource() {
        @Override
        public boolean pending() {
            return false;
        }

        @Override
        public int acknowledge() {
            throw new IllegalStateException("no interrupt pends");
        }

        @Override
        public int taskPriority() {
            return 0;
        }

        @Override
        public void setTaskPriority(int value) {}

        @Override
        public long apicBase() {
            return 0;
        }

        @Override
        public boolean setApicBase(long value) {
            return false;
        }

        @Override
        public long readMsr(int msr) {
            throw new IllegalStateException("no local APIC");
        }

        @Override
        public boolean writeMsr(int msr, long value) {
            return false;
        }

        @Override
        public boolean handlesMsr(int msr) {
            return false;
        }
    };
}
