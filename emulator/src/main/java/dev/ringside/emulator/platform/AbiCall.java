package dev.ringside.emulator.platform;

import java.util.List;
import java.util.Objects;

/**
 * One crossing from the guest to its hypervisor and back, decoded: an event of the trace. A platform makes one per call,
 * after it has answered, and only while somebody listens.
 *
 * @param instructions retired instructions of the machine when the guest called
 * @param cpu          index of the calling CPU, from 0
 * @param rip          linear address of the calling instruction
 * @param cpl          privilege level of the caller, 0 to 3
 * @param platform     the platform that answered, as {@code --platform} names it
 * @param kind         the way the guest crossed
 * @param name         the manual's or header's name of the call, or the number in hex when the platform has no such row
 * @param arguments    what the guest gave, in the order of the call's row
 * @param results      what it got back; empty for a call without a result
 */
public record AbiCall(long instructions, int cpu, long rip, int cpl, String platform, Kind kind, String name,
                      List<AbiValue> arguments, List<AbiValue> results) {
    /** The ways out of a guest. */
    public enum Kind {
        /** CPUID of a leaf that the platform answers. */
        CPUID("cpuid"),
        /** RDMSR of an MSR that the platform owns. */
        MSR_READ("msr-read"),
        /** WRMSR of an MSR that the platform owns. */
        MSR_WRITE("msr-write"),
        /** A call instruction: VMCALL, VMMCALL, a trap gate. */
        HYPERCALL("hypercall"),
        /** IN or OUT of a port that the platform owns. */
        PORT("port"),
        /** The hypervisor wrote to, or acted on, memory that it shares with the guest. */
        SHARED_PAGE("shared-page"),
        /** No crossing, but an event that a rule of the debugger's recorded: its fields stand as arguments. */
        RULE("rule");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The word for it in traces and on the command line. */
        public String label() {
            return label;
        }
    }

    /** Copies the lists. */
    public AbiCall {
        Objects.requireNonNull(platform);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
        arguments = List.copyOf(arguments);
        results = List.copyOf(results);
    }
}
