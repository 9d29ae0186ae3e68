package dev.ringside.emulator.device.interrupt;

import java.util.List;
import java.util.Map;

/**
 * A local APIC as it stands. Reading it is not what software does: nothing is settled, latched or cleared.
 *
 * @param id APIC id
 * @param base IA32_APIC_BASE
 * @param x2 whether it is in x2APIC mode
 * @param enabled whether IA32_APIC_BASE and the spurious vector register have it on
 * @param registers the 32-bit registers by the manual's names (ISR, TMR and IRR apart), in the order of their offsets
 * @param taskPriority TPR
 * @param processorPriority PPR
 * @param inService vectors in the ISR, ascending
 * @param requested vectors in the IRR, ascending
 * @param levelTriggered vectors in the TMR, ascending
 * @param deliverable whether a request is above the processor's priority
 * @param lint0 whether the 8259 pair asks for an interrupt
 * @param eoiOffered whether the guest may end the interrupt in service by clearing a bit in memory (KVM's paravirtual EOI)
 * @param timer the timer
 */
public record LocalApicState(int id, long base, boolean x2, boolean enabled, Map<String, Integer> registers, int taskPriority, int processorPriority,
        List<Integer> inService, List<Integer> requested, List<Integer> levelTriggered, boolean deliverable, boolean lint0, boolean eoiOffered,
        Timer timer) {
    /** What the timer counts to. */
    public enum TimerMode {
        /** Down to 0, once. */
        ONE_SHOT,
        /** Down to 0, over and over. */
        PERIODIC,
        /** Up to a value of the time-stamp counter. */
        TSC_DEADLINE
    }

    /**
     * The timer.
     *
     * @param mode what it counts to
     * @param divisor what its clock of 1 GHz is divided by
     * @param initial the initial count
     * @param current the current count
     * @param deadline of the time-stamp counter; 0 when disarmed
     * @param due virtual time in ns at which it strikes; {@link Long#MAX_VALUE} when it does not
     */
    public record Timer(TimerMode mode, long divisor, long initial, long current, long deadline, long due) {}
}
