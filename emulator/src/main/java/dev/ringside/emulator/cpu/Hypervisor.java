package dev.ringside.emulator.cpu;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a platform fills in: the exchanges that leave the guest. Every method may be called for any leaf, register or
 * call; answering "not mine" leaves the processor's own behaviour.
 */
public interface Hypervisor {
    /** CPUID result registers, by index into the array handed to {@link #cpuid}. */
    int EAX = 0, EBX = 1, ECX = 2, EDX = 3;

    /**
     * May replace or amend the processor's answer to CPUID.
     *
     * @param registers the processor's own answer on entry
     */
    void cpuid(Cpu cpu, int leaf, int subleaf, int[] registers);

    /** Whether MSR {@code msr} belongs to the platform; then {@link #readMsr} and {@link #writeMsr} decide. */
    boolean ownsMsr(Cpu cpu, int msr);

    /** RDMSR of an owned MSR; throws the processor's #GP ({@link Cpu#fault}) when it refuses. */
    long readMsr(Cpu cpu, int msr);

    /** WRMSR of an owned MSR; throws the processor's #GP when it refuses. */
    void writeMsr(Cpu cpu, int msr, long value);

    /**
     * VMCALL (Intel) or VMMCALL (AMD).
     *
     * @return false when the platform takes no such call: #UD
     */
    boolean hypercall(Cpu cpu, boolean vmmcall);

    // ---- for those who look: nothing happens, nobody hears of it ----

    /** What {@link #cpuid} would answer. */
    default void peekCpuid(Cpu cpu, int leaf, int subleaf, int[] registers) {}

    /** The highest leaf of the platform's own, which begin at 0x40000000; 0 when it has none. */
    default int highestLeaf(Cpu cpu) {
        return 0;
    }

    /** Names of bits in the platform's own leaves. */
    default List<CpuidBit> cpuidBits() {
        return List.of();
    }

    /** The platform's MSRs that exist now. */
    default List<MsrName> msrs(Cpu cpu) {
        return List.of();
    }

    /** What {@link #readMsr} would answer; empty when it would refuse. */
    default OptionalLong peekMsr(Cpu cpu, int msr) {
        return OptionalLong.empty();
    }

    /** Bare hardware: nothing answers. */
    Hypervisor NONE = new Hypervisor() {
        @Override
        public void cpuid(Cpu cpu, int leaf, int subleaf, int[] registers) {}

        @Override
        public boolean ownsMsr(Cpu cpu, int msr) {
            return false;
        }

        @Override
        public long readMsr(Cpu cpu, int msr) {
            throw new IllegalStateException("no platform owns MSR " + Integer.toHexString(msr));
        }

        @Override
        public void writeMsr(Cpu cpu, int msr, long value) {
            throw new IllegalStateException("no platform owns MSR " + Integer.toHexString(msr));
        }

        @Override
        public boolean hypercall(Cpu cpu, boolean vmmcall) {
            return false;
        }
    };
}
