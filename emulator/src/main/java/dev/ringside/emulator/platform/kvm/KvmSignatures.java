package dev.ringside.emulator.platform.kvm;

import dev.ringside.emulator.platform.AbiCall.Kind;
import dev.ringside.emulator.platform.AbiSignature;
import dev.ringside.emulator.platform.AbiSignature.Parameter;
import dev.ringside.emulator.platform.AbiValue.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The names of the platform's calls and of what goes in and comes out: those of the rows, and of what has no row. */
final class KvmSignatures {
    static final String LEAF = "leaf", VALUE = "value", RESULT = "result", PREEMPTED = "preempted", FLUSH_TLB = "KVM_VCPU_FLUSH_TLB";

    /** A hypercall that has no row; its number follows. */
    static final String UNKNOWN_CALL = "hypercall ";

    // Kernels look for signatures at every 256th leaf: one name for all of them, the argument says which.
    private static final String SIGNATURE = "KVM_CPUID_SIGNATURE", FEATURES = "KVM_CPUID_FEATURES", OTHER_LEAF = "CPUID_HYPERVISOR_LEAF";

    private KvmSignatures() {}

    static String leafName(int leaf) {
        return leaf == KvmPlatform.LEAF_SIGNATURE ? SIGNATURE : leaf == KvmPlatform.LEAF_FEATURES ? FEATURES : OTHER_LEAF;
    }

    static List<AbiSignature> all() {
        List<AbiSignature> all = new ArrayList<>();
        List<Parameter> registers = Stream.of("eax", "ebx", "ecx", "edx").map(KvmSignatures::hex).toList();
        for (String leaf : List.of(SIGNATURE, FEATURES, OTHER_LEAF)) {
            all.add(new AbiSignature(Kind.CPUID, leaf, List.of(hex(LEAF)), registers));
        }
        for (KvmMsr msr : KvmMsr.values()) {
            all.add(new AbiSignature(Kind.MSR_READ, msr.header(), List.of(), List.of(hex(VALUE))));
            all.add(new AbiSignature(Kind.MSR_WRITE, msr.header(), List.of(hex(VALUE)), List.of()));
        }
        List<Parameter> result = List.of(new Parameter(RESULT, Type.SIGNED));
        for (KvmHypercall call : KvmHypercall.values()) {
            List<Parameter> arguments = call.parameters.stream().map(p -> new Parameter(p.name(), p.type())).toList();
            all.add(new AbiSignature(Kind.HYPERCALL, call.header(), arguments, result));
        }
        all.add(new AbiSignature(Kind.HYPERCALL, UNKNOWN_CALL + "*", List.of(), result));
        all.add(new AbiSignature(Kind.SHARED_PAGE, FLUSH_TLB, List.of(hex(PREEMPTED)), List.of()));
        return all;
    }

    private static Parameter hex(String name) {
        return new Parameter(name, Type.HEX);
    }
}
