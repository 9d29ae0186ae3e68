package dev.ringside.emulator.platform.kvm;

import dev.ringside.emulator.platform.AbiValue;
import dev.ringside.emulator.platform.CallRow;
import java.util.ArrayList;
import java.util.List;

/** The hypercalls: number, arguments in rbx, rcx, rdx, rsi, and the feature without which the call is unknown (null: none). */
enum KvmHypercall {
    VAPIC_POLL_IRQ(1, "leaves the guest for a moment, so that the host can look for interrupts", null),
    KICK_CPU(5, "wakes a processor that has halted", KvmFeature.PV_UNHALT, hex("flags"), unsigned("apicid")),
    CLOCK_PAIRING(9, "asks for the host's time and time-stamp counter, read at one moment", null,
            new Parameter("gpa", AbiValue.Type.PHYSICAL), unsigned("clock_type")),
    SEND_IPI(10, "sends an interrupt to many processors at once", KvmFeature.PV_SEND_IPI, hex("bitmap_low"), hex("bitmap_high"),
            unsigned("min_apicid"), hex("icr")),
    SCHED_YIELD(11, "gives the host's processor to a processor that was preempted", KvmFeature.PV_SCHED_YIELD, unsigned("apicid"));

    /** One argument: its name in the documentation and how it is read. */
    record Parameter(String name, AbiValue.Type type) {}

    /** Registers of the arguments, in their order. */
    private static final List<String> REGISTERS = List.of("rbx", "rcx", "rdx", "rsi");

    final int number;
    final String meaning;
    final KvmFeature feature;
    final List<Parameter> parameters;

    KvmHypercall(int number, String meaning, KvmFeature feature, Parameter... parameters) {
        this.number = number;
        this.meaning = meaning;
        this.feature = feature;
        this.parameters = List.of(parameters);
    }

    private static Parameter hex(String name) {
        return new Parameter(name, AbiValue.Type.HEX);
    }

    private static Parameter unsigned(String name) {
        return new Parameter(name, AbiValue.Type.UNSIGNED);
    }

    /** The row of a call number, or null. */
    static KvmHypercall of(long number) {
        for (KvmHypercall call : values()) {
            if (call.number == number) {
                return call;
            }
        }
        return null;
    }

    /** The name that Linux's header gives it. */
    String header() {
        return "KVM_HC_" + name();
    }

    /** The row as others see it. */
    CallRow row(boolean offered) {
        List<CallRow.Parameter> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            arguments.add(new CallRow.Parameter(parameters.get(i).name, parameters.get(i).type, REGISTERS.get(i)));
        }
        return new CallRow(header(), number, meaning, arguments, feature == null ? "" : "KVM_FEATURE_" + feature, offered,
                "Documentation/virt/kvm/x86/hypercalls.rst");
    }
}
