package dev.ringside.emulator.platform.kvm;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuidBit;
import dev.ringside.emulator.cpu.Hypervisor;
import dev.ringside.emulator.cpu.MsrName;
import dev.ringside.emulator.device.interrupt.LocalApic;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.AbiCalls;
import dev.ringside.emulator.platform.AbiSignature;
import dev.ringside.emulator.platform.AbiValue;
import dev.ringside.emulator.platform.CallRow;
import dev.ringside.emulator.platform.Platform;
import dev.ringside.emulator.state.StateStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The machine is a KVM guest. */
public final class KvmPlatform implements Platform, Hypervisor {
    static final int LEAF_SIGNATURE = 0x40000000, LEAF_FEATURES = 0x40000001;
    private static final int LEAVES = 0xFFFF;
    private static final int SIGNATURE_EBX = 0x4b4d564b, SIGNATURE_ECX = 0x564b4d56, SIGNATURE_EDX = 0x4d;
    private static final int CPUID_1_ECX_HYPERVISOR = 1 << 31;
    private static final int STEAL_PREEMPTED_OFFSET = 16;
    private static final int PREEMPTED = 1, FLUSH_TLB = 2;
    private static final long ENABLED = 1;

    private final Set<KvmFeature> features;
    private final long epochSecond;
    private final long[][] values;
    private PhysicalMemory memory;
    private KvmClock clock;
    private Machine machine;
    private final AbiCalls calls = new AbiCalls();

    /**
     * A KVM platform.
     *
     * @param features what CPUID offers; the MSRs and calls of other features do not exist
     * @param cpus number of processors
     * @param epochSecond wall time at virtual time 0, in seconds of the Unix epoch
     */
    public KvmPlatform(Set<KvmFeature> features, int cpus, long epochSecond) {
        this.features = Set.copyOf(features);
        this.epochSecond = epochSecond;
        this.values = new long[cpus][KvmMsr.values().length];
        for (long[] perCpu : values) {
            perCpu[KvmMsr.POLL_CONTROL.ordinal()] = 1;
        }
    }

    @Override
    public String name() {
        return "kvm";
    }

    @Override
    public String configuration() {
        return "platform kvm, features 0x" + Integer.toHexString(KvmFeature.mask(features)) + ", date " + epochSecond;
    }

    @Override
    public Hypervisor hypervisor() {
        return this;
    }

    @Override
    public void attach(Machine newMachine) {
        machine = newMachine;
        memory = newMachine.memory();
        clock = new KvmClock(memory);
        machine.onIdle(this::descheduled, this::entered);
        for (int i = 0; i < values.length; i++) {
            machine.cpu(i).hypervisor = this;
            machine.chipset().apic(i).assist(new PvEoi(i));
        }
    }

    @Override
    public AbiCalls calls() {
        return calls;
    }

    @Override
    public List<AbiSignature> signatures() {
        return KvmSignatures.all();
    }

    private boolean has(KvmFeature feature) {
        return features.contains(feature);
    }

    private long value(Cpu cpu, KvmMsr msr) {
        return values[cpu.number][msr.ordinal()];
    }

    private void report(Cpu cpu, AbiCall.Kind kind, String name, List<AbiValue> arguments, List<AbiValue> results) {
        if (calls.heard()) {
            calls.answered(cpu, call(cpu, kind, name, arguments, results));
        }
    }

    /** The result that somebody gives in the place of the platform. */
    private OptionalLong intercept(Cpu cpu, AbiCall.Kind kind, String name, List<AbiValue> arguments) {
        return calls.intercepted() ? calls.ask(cpu, call(cpu, kind, name, arguments, List.of())) : OptionalLong.empty();
    }

    private AbiCall call(Cpu cpu, AbiCall.Kind kind, String name, List<AbiValue> arguments, List<AbiValue> results) {
        long rip = cpu.segments.effectiveBase[1] + cpu.currentRip() & cpu.linearMask;
        return new AbiCall(cpu.retired(), cpu.number, rip, cpu.cpl, name(), kind, name, arguments, results);
    }

    // ---- CPUID ----

    @Override
    public void cpuid(Cpu cpu, int leaf, int subleaf, int[] registers) {
        peekCpuid(cpu, leaf, subleaf, registers);
        if (leaf < LEAF_SIGNATURE || leaf > LEAF_SIGNATURE + LEAVES) {
            return;
        }
        String name = KvmSignatures.leafName(leaf);
        List<AbiValue> arguments = List.of(AbiValue.of(KvmSignatures.LEAF, AbiValue.Type.HEX, leaf & 0xFFFFFFFFL));
        OptionalLong given = intercept(cpu, AbiCall.Kind.CPUID, name, arguments);
        if (given.isPresent()) {
            Arrays.fill(registers, 0);
            registers[EAX] = (int) given.getAsLong();
        }
        if (calls.heard()) {
            String meaning = leaf == LEAF_FEATURES ? KvmFeature.names(registers[EAX]) : "";
            report(cpu, AbiCall.Kind.CPUID, name, arguments,
                    List.of(new AbiValue("eax", AbiValue.Type.HEX, registers[EAX] & 0xFFFFFFFFL, meaning),
                            AbiValue.of("ebx", AbiValue.Type.HEX, registers[EBX] & 0xFFFFFFFFL),
                            AbiValue.of("ecx", AbiValue.Type.HEX, registers[ECX] & 0xFFFFFFFFL),
                            AbiValue.of("edx", AbiValue.Type.HEX, registers[EDX] & 0xFFFFFFFFL)));
        }
    }

    @Override
    public void peekCpuid(Cpu cpu, int leaf, int subleaf, int[] registers) {
        if (leaf == 1) {
            registers[ECX] |= CPUID_1_ECX_HYPERVISOR;
        }
        if (leaf < LEAF_SIGNATURE || leaf > LEAF_SIGNATURE + LEAVES) {
            return;
        }
        Arrays.fill(registers, 0);
        if (leaf == LEAF_SIGNATURE) {
            registers[EAX] = LEAF_FEATURES;
            registers[EBX] = SIGNATURE_EBX;
            registers[ECX] = SIGNATURE_ECX;
            registers[EDX] = SIGNATURE_EDX;
        } else if (leaf == LEAF_FEATURES) {
            registers[EAX] = KvmFeature.mask(features);
        }
    }

    @Override
    public int highestLeaf(Cpu cpu) {
        return LEAF_FEATURES;
    }

    @Override
    public List<CpuidBit> cpuidBits() {
        return Arrays.stream(KvmFeature.values()).map(f -> new CpuidBit(LEAF_FEATURES, 0, EAX, f.bit, "KVM_FEATURE_" + f)).toList();
    }

    // ---- MSRs ----

    @Override
    public List<MsrName> msrs(Cpu cpu) {
        return Arrays.stream(KvmMsr.values()).filter(row -> has(row.feature)).map(row -> new MsrName(row.header(), row.number)).toList();
    }

    @Override
    public OptionalLong peekMsr(Cpu cpu, int msr) {
        KvmMsr row = KvmMsr.of(msr);
        return row != null && has(row.feature) ? OptionalLong.of(value(cpu, row)) : OptionalLong.empty();
    }

    @Override
    public boolean ownsMsr(Cpu cpu, int msr) {
        return KvmMsr.of(msr) != null;
    }

    @Override
    public long readMsr(Cpu cpu, int msr) {
        KvmMsr row = KvmMsr.of(msr);
        if (!has(row.feature)) {
            throw cpu.protection();
        }
        long value = intercept(cpu, AbiCall.Kind.MSR_READ, row.header(), List.of()).orElse(value(cpu, row));
        report(cpu, AbiCall.Kind.MSR_READ, row.header(), List.of(), List.of(AbiValue.of(KvmSignatures.VALUE, AbiValue.Type.HEX, value)));
        return value;
    }

    @Override
    public void writeMsr(Cpu cpu, int msr, long value) {
        KvmMsr row = KvmMsr.of(msr);
        if (!has(row.feature) || !acceptable(row, value)) {
            throw cpu.protection();
        }
        List<AbiValue> arguments = List.of(new AbiValue(KvmSignatures.VALUE, AbiValue.Type.HEX, value, meaning(row, value)));
        boolean skipped = intercept(cpu, AbiCall.Kind.MSR_WRITE, row.header(), arguments).isPresent();
        if (!skipped) {
            values[cpu.number][row.ordinal()] = value;
        }
        report(cpu, AbiCall.Kind.MSR_WRITE, row.header(), arguments, List.of());
        if (!skipped) {
            take(cpu, row, value);
        }
    }

    private void take(Cpu cpu, KvmMsr row, long value) {
        switch (row) {
            case WALL_CLOCK, WALL_CLOCK_NEW -> {
                if (value != 0) {
                    clock.writeWallClock(value, epochSecond, 0);
                }
            }
            case SYSTEM_TIME, SYSTEM_TIME_NEW -> {
                if ((value & ENABLED) != 0) {
                    clock.writeSystemTime(value & ~ENABLED, cpu.timeStampCounter(), cpu.virtualTime(), has(KvmFeature.CLOCKSOURCE_STABLE));
                }
            }
            case STEAL_TIME -> writeStealTime(cpu);
            // Page faults are never asynchronous here: memory is always present. The rest is only remembered.
            case ASYNC_PF_EN, ASYNC_PF_INT, ASYNC_PF_ACK, PV_EOI_EN, POLL_CONTROL, MIGRATION_CONTROL -> {}
        }
    }

    private boolean acceptable(KvmMsr row, long value) {
        if ((value & row.reserved) != 0) {
            return false;
        }
        return row != KvmMsr.ASYNC_PF_EN || ((value & 4) == 0 || has(KvmFeature.ASYNC_PF_VMEXIT))
                && ((value & 8) == 0 || has(KvmFeature.ASYNC_PF_INT));
    }

    private static String meaning(KvmMsr row, long value) {
        return switch (row) {
            case SYSTEM_TIME, SYSTEM_TIME_NEW, STEAL_TIME, PV_EOI_EN, ASYNC_PF_EN -> (value & ENABLED) != 0 ? "enabled" : "disabled";
            default -> "";
        };
    }

    // ---- steal time, and the TLB flush that rides on it ----

    private void writeStealTime(Cpu cpu) {
        long gpa = value(cpu, KvmMsr.STEAL_TIME) & ~0x3FL;
        if ((value(cpu, KvmMsr.STEAL_TIME) & ENABLED) != 0) {
            int version = (int) memory.read(Agent.HYPERVISOR, gpa + 8, 4) & ~1;
            memory.write(Agent.HYPERVISOR, gpa + 8, 4, version + 1);
            memory.write(Agent.HYPERVISOR, gpa, 8, 0);
            memory.write(Agent.HYPERVISOR, gpa + STEAL_PREEMPTED_OFFSET, 1, 0);
            memory.write(Agent.HYPERVISOR, gpa + 8, 4, version + 2);
        }
    }

    /** The processor halts: others may see that it does not run. */
    private void descheduled(Cpu cpu) {
        if ((value(cpu, KvmMsr.STEAL_TIME) & ENABLED) != 0) {
            long at = (value(cpu, KvmMsr.STEAL_TIME) & ~0x3FL) + STEAL_PREEMPTED_OFFSET;
            memory.write(Agent.HYPERVISOR, at, 1, memory.read(Agent.HYPERVISOR, at, 1) | PREEMPTED);
        }
    }

    /** The processor is about to run guest code again: what was asked of it meanwhile is done first. */
    private void entered(Cpu cpu) {
        if ((value(cpu, KvmMsr.STEAL_TIME) & ENABLED) == 0) {
            return;
        }
        long at = (value(cpu, KvmMsr.STEAL_TIME) & ~0x3FL) + STEAL_PREEMPTED_OFFSET;
        long preempted = memory.read(Agent.HYPERVISOR, at, 1);
        if (preempted != 0) {
            memory.write(Agent.HYPERVISOR, at, 1, 0);
            if ((preempted & FLUSH_TLB) != 0 && has(KvmFeature.PV_TLB_FLUSH)) {
                cpu.mmu.flush(true);
                report(cpu, AbiCall.Kind.SHARED_PAGE, KvmSignatures.FLUSH_TLB, List.of(AbiValue.of(KvmSignatures.PREEMPTED, AbiValue.Type.HEX, preempted)), List.of());
            }
        }
    }

    // ---- hypercalls ----

    @Override
    public List<CallRow> callRows() {
        return Arrays.stream(KvmHypercall.values()).map(call -> call.row(call.feature == null || has(call.feature))).toList();
    }

    @Override
    public boolean hypercall(Cpu cpu, boolean vmmcall) {
        boolean wide = cpu.codeSize == 64;
        long number = argument(cpu, Cpu.RAX, wide);
        long[] arguments = {argument(cpu, Cpu.RBX, wide), argument(cpu, Cpu.RCX, wide), argument(cpu, Cpu.RDX, wide), argument(cpu, Cpu.RSI, wide)};
        KvmHypercall call = KvmHypercall.of(number);
        String name = call == null ? KvmSignatures.UNKNOWN_CALL + number : call.header();
        List<AbiValue> decoded = calls.intercepted() || calls.heard() ? decoded(call, arguments) : List.of();
        OptionalLong given = intercept(cpu, AbiCall.Kind.HYPERCALL, name, decoded);
        long result = given.isPresent() ? given.getAsLong() : cpu.cpl != 0 ? KvmError.KVM_EPERM.value
                : call == null || call.feature != null && !has(call.feature) ? KvmError.KVM_ENOSYS.value
                : perform(cpu, call, arguments, wide);
        cpu.setRegister(Cpu.RAX, wide ? 64 : 32, result);
        if (calls.heard()) {
            report(cpu, AbiCall.Kind.HYPERCALL, name, decoded,
                    List.of(new AbiValue(KvmSignatures.RESULT, AbiValue.Type.SIGNED, result, KvmError.meaning(result))));
        }
        entered(cpu);
        return true;
    }

    private static long argument(Cpu cpu, int register, boolean wide) {
        return wide ? cpu.r[register] : cpu.r[register] & 0xFFFFFFFFL;
    }

    private static List<AbiValue> decoded(KvmHypercall call, long[] arguments) {
        List<AbiValue> decoded = new ArrayList<>();
        List<KvmHypercall.Parameter> parameters = call == null ? List.of() : call.parameters;
        for (int i = 0; i < parameters.size(); i++) {
            decoded.add(AbiValue.of(parameters.get(i).name(), parameters.get(i).type(), arguments[i]));
        }
        return decoded;
    }

    private long perform(Cpu cpu, KvmHypercall call, long[] a, boolean wide) {
        return switch (call) {
            case VAPIC_POLL_IRQ, SCHED_YIELD -> 0;
            case KICK_CPU -> {
                for (int i = 0; i < values.length; i++) {
                    if (machine.chipset().apic(i).id() == a[1]) {
                        machine.cpu(i).wake();
                    }
                }
                yield 0;
            }
            // The pairing promises that the host's TSC drives the host's clock; there is no host clock in virtual time.
            case CLOCK_PAIRING -> KvmError.KVM_EOPNOTSUPP.value;
            case SEND_IPI -> sendIpi(a, wide ? 64 : 32);
        };
    }

    private long sendIpi(long[] a, int bitsPerWord) {
        long delivered = 0;
        for (int word = 0; word < 2; word++) {
            for (int bit = 0; bit < bitsPerWord; bit++) {
                if ((a[word] >>> bit & 1) != 0 && machine.chipset().interrupt((int) a[2] + word * bitsPerWord + bit, (int) a[3])) {
                    delivered++;
                }
            }
        }
        return delivered;
    }

    /** Paravirtual end of interrupt: bit 0 of a word in guest memory says that the guest may skip its EOI. */
    private final class PvEoi implements LocalApic.EoiAssist {
        private final int cpu;

        PvEoi(int cpu) {
            this.cpu = cpu;
        }

        private long setting() {
            return values[cpu][KvmMsr.PV_EOI_EN.ordinal()];
        }

        @Override
        public boolean offer() {
            if ((setting() & ENABLED) == 0) {
                return false;
            }
            long gpa = setting() & ~3L;
            memory.write(Agent.HYPERVISOR, gpa, 4, memory.read(Agent.HYPERVISOR, gpa, 4) | 1);
            return true;
        }

        @Override
        public boolean retract() {
            long gpa = setting() & ~3L;
            long word = memory.read(Agent.HYPERVISOR, gpa, 4);
            if ((word & 1) == 0) {
                return true;
            }
            memory.write(Agent.HYPERVISOR, gpa, 4, word & ~1L);
            return false;
        }
    }

    @Override
    public void state(StateStream s) {
        for (int i = 0; i < values.length; i++) {
            s.i64s("cpu" + i, values[i]);
        }
    }
}
