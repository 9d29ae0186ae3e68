package dev.ringside.emulator.platform.kvm;

import dev.ringside.emulator.platform.AbiValue;
import java.util.List;

/** The hypercalls: number, arguments in rbx, rcx, rdx, rsi, and the feature without which the call is unknown (null: none). */
enum KvmHypercall {
    VAPIC_POLL_IRQ(1, null),
    KICK_CPU(5, KvmFeature.PV_UNHALT, new Parameter("flags", AbiValue.Type.HEX), new Parameter("apicid", AbiValue.Type.UNSIGNED)),
    CLOCK_PAIRING(9, null, new Parameter("gpa", AbiValue.Type.PHYSICAL), new Parameter("clock_type", AbiValue.Type.UNSIGNED)),
    SEND_IPI(10, KvmFeature.PV_SEND_IPI, new Parameter("bitmap_low", AbiValue.Type.HEX), new Parameter("bitmap_high", AbiValue.Type.HEX),
            new Parameter("min_apicid", AbiValue.Type.UNSIGNED), new Parameter("icr", AbiValue.Type.HEX)),
    SCHED_YIELD(11, KvmFeature.PV_SCHED_YIELD, new Parameter("apicid", AbiValue.Type.UNSIGNED));

    /** One argument: its name in the documentation and how it is read. */
    record Parameter(String name, AbiValue.Type type) {}

    final int number;
    final KvmFeature feature;
    final List<Parameter> parameters;

    KvmHypercall(int number, KvmFeature feature, Parameter... parameters) {
        this.number = number;
        this.feature = feature;
        this.parameters = List.of(parameters);
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
}
