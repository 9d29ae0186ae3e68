package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.CpuidFeature;
import dev.ringside.emulator.isa.Instruction;
import java.util.function.Predicate;

/**
 * The model-specific registers, one row each: number, on which processors it exists, value after reset, bits that raise #GP(0)
 * when a write sets them, and what reading and writing do when it is more than storing (SDM vol. 4, table 2-2; AMD APM vol. 2,
 * appendix A). The ordinal is the slot in {@code PrivilegedState.msr}.
 */
enum Msr {
    TSC(0x10, has(CpuidFeature.TSC), 0, 0, Cpu::timeStampCounter, MsrRules::setTimeStampCounter),
    PLATFORM_ID(0x17, intel(), 0, 0, null, MsrRules::unwritable),
    APIC_BASE(0x1B, always(), 0, 0, cpu -> cpu.interrupts.apicBase(), MsrRules::setApicBase),
    TSC_ADJUST(0x3B, has(CpuidFeature.TSC_ADJUST), 0, 0, null, MsrRules::setTscAdjust),
    SPEC_CTRL(0x48, has(CpuidFeature.SPEC_CTRL), 0, ~7L),
    PRED_CMD(0x49, has(CpuidFeature.SPEC_CTRL), 0, ~1L, MsrRules::unreadable, (cpu, value) -> {}),
    UCODE_REV(0x8B, always(), 1L << 32, 0, null, (cpu, value) -> {}),
    MTRRCAP(0xFE, has(CpuidFeature.MTRR), 0x508, 0, null, MsrRules::unwritable),
    /**
     * Not vulnerable to Meltdown, L1TF, MDS, TAA, SSB, MMIO stale data, PSCHANGE, BHI, PBRSB, GDS, RFDS, ITS; enhanced IBRS: a kernel
     * keeps its page tables whole and needs no retpolines.
     */
    ARCH_CAPABILITIES(0x10A, has(CpuidFeature.ARCH_CAPABILITIES), 0x4000_0000_0D10_E17BL, 0, null, MsrRules::unwritable),
    SYSENTER_CS(0x174, has(CpuidFeature.SEP), 0, 0),
    SYSENTER_ESP(0x175, has(CpuidFeature.SEP), 0, 0, null, MsrRules::setSysenterEsp),
    SYSENTER_EIP(0x176, has(CpuidFeature.SEP), 0, 0, null, MsrRules::setSysenterEip),
    MCG_CAP(0x179, has(CpuidFeature.MCA), 0, 0, null, MsrRules::unwritable),
    MCG_STATUS(0x17A, has(CpuidFeature.MCA), 0, ~7L),
    MISC_ENABLE(0x1A0, intel(), 0x41801, 0, null, MsrRules::setMiscEnable),
    DEBUGCTL(0x1D9, always(), 0, ~0L),
    MTRR_PHYSBASE0(0x200, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_BASE_RESERVED, 1),
    MTRR_PHYSMASK0(0x201, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_MASK_RESERVED),
    MTRR_PHYSBASE1(0x202, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_BASE_RESERVED, 1),
    MTRR_PHYSMASK1(0x203, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_MASK_RESERVED),
    MTRR_PHYSBASE2(0x204, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_BASE_RESERVED, 1),
    MTRR_PHYSMASK2(0x205, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_MASK_RESERVED),
    MTRR_PHYSBASE3(0x206, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_BASE_RESERVED, 1),
    MTRR_PHYSMASK3(0x207, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_MASK_RESERVED),
    MTRR_PHYSBASE4(0x208, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_BASE_RESERVED, 1),
    MTRR_PHYSMASK4(0x209, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_MASK_RESERVED),
    MTRR_PHYSBASE5(0x20A, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_BASE_RESERVED, 1),
    MTRR_PHYSMASK5(0x20B, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_MASK_RESERVED),
    MTRR_PHYSBASE6(0x20C, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_BASE_RESERVED, 1),
    MTRR_PHYSMASK6(0x20D, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_MASK_RESERVED),
    MTRR_PHYSBASE7(0x20E, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_BASE_RESERVED, 1),
    MTRR_PHYSMASK7(0x20F, has(CpuidFeature.MTRR), 0, MsrRules.MTRR_MASK_RESERVED),
    MTRR_FIX64K_00000(0x250, has(CpuidFeature.MTRR), MsrRules.ALL_WRITE_BACK, 0, 8),
    MTRR_FIX16K_80000(0x258, has(CpuidFeature.MTRR), MsrRules.ALL_WRITE_BACK, 0, 8),
    MTRR_FIX16K_A0000(0x259, has(CpuidFeature.MTRR), 0, 0, 8),
    MTRR_FIX4K_C0000(0x268, has(CpuidFeature.MTRR), MsrRules.ALL_WRITE_PROTECTED, 0, 8),
    MTRR_FIX4K_C8000(0x269, has(CpuidFeature.MTRR), MsrRules.ALL_WRITE_PROTECTED, 0, 8),
    MTRR_FIX4K_D0000(0x26A, has(CpuidFeature.MTRR), MsrRules.ALL_WRITE_PROTECTED, 0, 8),
    MTRR_FIX4K_D8000(0x26B, has(CpuidFeature.MTRR), MsrRules.ALL_WRITE_PROTECTED, 0, 8),
    MTRR_FIX4K_E0000(0x26C, has(CpuidFeature.MTRR), MsrRules.ALL_WRITE_PROTECTED, 0, 8),
    MTRR_FIX4K_E8000(0x26D, has(CpuidFeature.MTRR), MsrRules.ALL_WRITE_PROTECTED, 0, 8),
    MTRR_FIX4K_F0000(0x26E, has(CpuidFeature.MTRR), MsrRules.ALL_WRITE_PROTECTED, 0, 8),
    MTRR_FIX4K_F8000(0x26F, has(CpuidFeature.MTRR), MsrRules.ALL_WRITE_PROTECTED, 0, 8),
    PAT(0x277, has(CpuidFeature.PAT), 0x0007_0406_0007_0406L, 0, MsrRules.PAT_TYPES),
    /** Enabled with write-back as default: as firmware leaves it, because direct kernel boots have no firmware. */
    MTRR_DEF_TYPE(0x2FF, has(CpuidFeature.MTRR), 0xC06, ~0xCFFL, 1),
    EFER(0xC0000080, MsrRules::hasEfer, 0, 0, cpu -> cpu.efer, ControlRegisters::setEfer),
    STAR(0xC0000081, has(CpuidFeature.SYSCALL), 0, 0),
    LSTAR(0xC0000082, has(CpuidFeature.SYSCALL), 0, 0, null, MsrRules::setLstar),
    CSTAR(0xC0000083, has(CpuidFeature.SYSCALL), 0, 0, null, MsrRules::setCstar),
    FMASK(0xC0000084, has(CpuidFeature.SYSCALL), 0, MsrRules.HIGH_HALF),
    FS_BASE(0xC0000100, has(CpuidFeature.LM), 0, 0, cpu -> cpu.segments.base[Instruction.FS],
            (cpu, value) -> MsrRules.setSegmentBase(cpu, Instruction.FS, value)),
    GS_BASE(0xC0000101, has(CpuidFeature.LM), 0, 0, cpu -> cpu.segments.base[Instruction.GS],
            (cpu, value) -> MsrRules.setSegmentBase(cpu, Instruction.GS, value)),
    KERNEL_GS_BASE(0xC0000102, has(CpuidFeature.LM), 0, 0, null, MsrRules::setKernelGsBase),
    TSC_AUX(0xC0000103, has(CpuidFeature.RDTSCP), 0, MsrRules.HIGH_HALF),
    AMD_SYSCFG(0xC0010010, amd(), 0, MsrRules.HIGH_HALF),
    AMD_HWCR(0xC0010015, amd(), 0, MsrRules.HIGH_HALF),
    /** Read by kernels that look for erratum 400; 0 says that C1E is off. */
    AMD_INTERRUPT_PENDING(0xC0010055, amd(), 0, MsrRules.HIGH_HALF);

    /** Reads a register that is more than a stored value. */
    interface Reader {
        long read(Cpu cpu);
    }

    /** Writes a register that is more than a stored value; raises #GP(0) for values it refuses. */
    interface Writer {
        void write(Cpu cpu, long value);
    }

    final int number;
    final Predicate<CpuModel> exists;
    final long reset;
    final long reserved;
    private final Reader reader;
    private final Writer writer;
    private final int memoryTypes;

    Msr(int number, Predicate<CpuModel> exists, long reset, long reserved) {
        this(number, exists, reset, reserved, null, null, 0);
    }

    /** A register whose low {@code memoryTypes} bytes are memory types; {@link MsrRules#PAT_TYPES} for those of the PAT. */
    Msr(int number, Predicate<CpuModel> exists, long reset, long reserved, int memoryTypes) {
        this(number, exists, reset, reserved, null, null, memoryTypes);
    }

    /** A null reader or writer loads or stores the value; a writer that is there stores it itself where it is stored at all. */
    Msr(int number, Predicate<CpuModel> exists, long reset, long reserved, Reader reader, Writer writer) {
        this(number, exists, reset, reserved, reader, writer, 0);
    }

    Msr(int number, Predicate<CpuModel> exists, long reset, long reserved, Reader reader, Writer writer, int memoryTypes) {
        this.number = number;
        this.exists = exists;
        this.reset = reset;
        this.reserved = reserved;
        this.reader = reader;
        this.writer = writer;
        this.memoryTypes = memoryTypes;
    }

    private static Predicate<CpuModel> always() {
        return model -> true;
    }

    private static Predicate<CpuModel> has(CpuidFeature feature) {
        return model -> model.has(feature);
    }

    private static Predicate<CpuModel> intel() {
        return model -> model.vendor().equals(CpuModel.INTEL);
    }

    private static Predicate<CpuModel> amd() {
        return model -> model.vendor().equals(CpuModel.AMD);
    }

    /** Whether RDMSR gives a value; commands can only be written. */
    boolean readable() {
        return this != PRED_CMD;
    }

    /** The stored value. */
    long get(Cpu cpu) {
        return cpu.privileged.msr[ordinal()];
    }

    /** Stores a value, already checked. */
    void set(Cpu cpu, long value) {
        cpu.privileged.msr[ordinal()] = value;
    }

    long read(Cpu cpu) {
        return reader != null ? reader.read(cpu) : get(cpu);
    }

    void write(Cpu cpu, long value) {
        if ((value & reserved) != 0 || !MsrRules.memoryTypes(value, memoryTypes)) {
            throw cpu.protection();
        }
        if (writer != null) {
            writer.write(cpu, value);
        } else {
            set(cpu, value);
        }
    }
}
