package dev.ringside.emulator.cpu;

import dev.ringside.emulator.isa.Feature;

/**
 * The feature bits of CPUID, one row each: where the bit stands, which rows of the instruction table need it, and which bits of
 * CR4 and EFER it makes available (SDM vol. 2, CPUID; vol. 3, 2.5; AMD APM vol. 3, appendix E).
 *
 * <p>Bits that follow the processor's state (OSXSAVE, APIC) are not rows; {@code Cpuid} adds them.
 */
public enum CpuidFeature {
    FPU(Leaf.BASIC_EDX, 0, Feature.FPU),
    VME(Leaf.BASIC_EDX, 1, null, Cpu.CR4_VME | Cpu.CR4_PVI, 0),
    DE(Leaf.BASIC_EDX, 2, null, Cpu.CR4_DE, 0),
    PSE(Leaf.BASIC_EDX, 3, null, Cpu.CR4_PSE, 0),
    TSC(Leaf.BASIC_EDX, 4, Feature.TSC, Cpu.CR4_TSD, 0),
    MSR(Leaf.BASIC_EDX, 5, Feature.MSR),
    PAE(Leaf.BASIC_EDX, 6, null, Cpu.CR4_PAE, 0),
    MCE(Leaf.BASIC_EDX, 7, null, Cpu.CR4_MCE, 0),
    CX8(Leaf.BASIC_EDX, 8, Feature.CX8),
    SEP(Leaf.BASIC_EDX, 11, Feature.SEP),
    MTRR(Leaf.BASIC_EDX, 12, null),
    PGE(Leaf.BASIC_EDX, 13, null, Cpu.CR4_PGE, 0),
    MCA(Leaf.BASIC_EDX, 14, null),
    CMOV(Leaf.BASIC_EDX, 15, Feature.CMOV),
    PAT(Leaf.BASIC_EDX, 16, null),
    PSE36(Leaf.BASIC_EDX, 17, null),
    CLFSH(Leaf.BASIC_EDX, 19, Feature.CLFSH),
    MMX(Leaf.BASIC_EDX, 23, Feature.MMX),
    FXSR(Leaf.BASIC_EDX, 24, Feature.FXSR, Cpu.CR4_OSFXSR, 0),
    SSE(Leaf.BASIC_EDX, 25, Feature.SSE, Cpu.CR4_OSXMMEXCPT, 0),
    SSE2(Leaf.BASIC_EDX, 26, Feature.SSE2),
    SSE3(Leaf.BASIC_ECX, 0, Feature.SSE3),
    MONITOR(Leaf.BASIC_ECX, 3, Feature.MONITOR),
    SSSE3(Leaf.BASIC_ECX, 9, Feature.SSSE3),
    CX16(Leaf.BASIC_ECX, 13, Feature.CX16),
    SSE41(Leaf.BASIC_ECX, 19, Feature.SSE41),
    SSE42(Leaf.BASIC_ECX, 20, Feature.SSE42),
    X2APIC(Leaf.BASIC_ECX, 21, null),
    MOVBE(Leaf.BASIC_ECX, 22, Feature.MOVBE),
    POPCNT(Leaf.BASIC_ECX, 23, Feature.POPCNT),
    TSC_DEADLINE(Leaf.BASIC_ECX, 24, null),
    XSAVE(Leaf.BASIC_ECX, 26, Feature.XSAVE, Cpu.CR4_OSXSAVE, 0),
    RDRAND(Leaf.BASIC_ECX, 30, Feature.RDRAND),
    FSGSBASE(Leaf.STRUCTURED_EBX, 0, Feature.FSGSBASE, Cpu.CR4_FSGSBASE, 0),
    TSC_ADJUST(Leaf.STRUCTURED_EBX, 1, null),
    SMEP(Leaf.STRUCTURED_EBX, 7, null, Cpu.CR4_SMEP, 0),
    ERMS(Leaf.STRUCTURED_EBX, 9, Feature.ERMS),
    RDSEED(Leaf.STRUCTURED_EBX, 18, Feature.RDSEED),
    SMAP(Leaf.STRUCTURED_EBX, 20, Feature.SMAP, Cpu.CR4_SMAP, 0),
    CLFLUSHOPT(Leaf.STRUCTURED_EBX, 23, Feature.CLFLUSHOPT),
    CLWB(Leaf.STRUCTURED_EBX, 24, Feature.CLWB),
    UMIP(Leaf.STRUCTURED_ECX, 2, null, Cpu.CR4_UMIP, 0),
    RDPID(Leaf.STRUCTURED_ECX, 22, Feature.RDPID),
    SPEC_CTRL(Leaf.STRUCTURED_EDX, 26, null),
    STIBP(Leaf.STRUCTURED_EDX, 27, null),
    ARCH_CAPABILITIES(Leaf.STRUCTURED_EDX, 29, null),
    SSBD(Leaf.STRUCTURED_EDX, 31, null),
    XSAVEOPT(Leaf.XSAVE_EAX, 0, Feature.XSAVEOPT),
    LAHF64(Leaf.EXTENDED_ECX, 0, Feature.LAHF64),
    PREFETCHW(Leaf.EXTENDED_ECX, 8, Feature.PREFETCHW),
    SYSCALL(Leaf.EXTENDED_EDX, 11, Feature.SYSCALL, 0, Cpu.EFER_SCE),
    NX(Leaf.EXTENDED_EDX, 20, null, 0, Cpu.EFER_NXE),
    GIGABYTE_PAGES(Leaf.EXTENDED_EDX, 26, null),
    RDTSCP(Leaf.EXTENDED_EDX, 27, Feature.RDTSCP),
    LM(Leaf.EXTENDED_EDX, 29, Feature.LM, 0, Cpu.EFER_LME),
    INVARIANT_TSC(Leaf.POWER_EDX, 8, null);

    /** A register of a CPUID leaf: where feature bits stand. */
    public enum Leaf {
        BASIC_EDX(1, 0, Hypervisor.EDX), BASIC_ECX(1, 0, Hypervisor.ECX),
        STRUCTURED_EBX(7, 0, Hypervisor.EBX), STRUCTURED_ECX(7, 0, Hypervisor.ECX), STRUCTURED_EDX(7, 0, Hypervisor.EDX),
        XSAVE_EAX(0xD, 1, Hypervisor.EAX),
        EXTENDED_EDX(0x80000001, 0, Hypervisor.EDX), EXTENDED_ECX(0x80000001, 0, Hypervisor.ECX),
        POWER_EDX(0x80000007, 0, Hypervisor.EDX);

        /** EAX on entry. */
        public final int leaf;

        /** ECX on entry. */
        public final int subleaf;

        /** Index of the result register, as {@link Hypervisor} numbers them. */
        public final int register;

        Leaf(int leaf, int subleaf, int register) {
            this.leaf = leaf;
            this.subleaf = subleaf;
            this.register = register;
        }
    }

    /** Bits that follow the processor's state: leaf 1 EDX APIC, leaf 1 ECX OSXSAVE. */
    public static final int APIC_BIT = 9, OSXSAVE_BIT = 27;

    /** Which leaf and register. */
    public final Leaf place;

    /** Bit number in the register. */
    public final int bit;

    /** Feature of the instruction table that the bit stands for; null when no instruction depends on it. */
    public final Feature instructions;

    /** CR4 bits that may be set when the bit is on. */
    public final long cr4;

    /** EFER bits that may be set when the bit is on. */
    public final long efer;

    CpuidFeature(Leaf place, int bit, Feature instructions) {
        this(place, bit, instructions, 0, 0);
    }

    CpuidFeature(Leaf place, int bit, Feature instructions, long cr4, long efer) {
        this.place = place;
        this.bit = bit;
        this.instructions = instructions;
        this.cr4 = cr4;
        this.efer = efer;
    }
}
