package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.CpuidFeature;
import dev.ringside.emulator.memory.Mmu;

/** What reading and writing do for the model-specific registers that are more than a stored value. */
final class MsrRules {
    static final long HIGH_HALF = 0xFFFFFFFF00000000L;
    static final long ALL_WRITE_BACK = 0x0606_0606_0606_0606L;
    static final long ALL_WRITE_PROTECTED = 0x0505_0505_0505_0505L;
    static final long MTRR_BASE_RESERVED = -1L << Mmu.PHYSICAL_BITS | 0xF00;
    static final long MTRR_MASK_RESERVED = -1L << Mmu.PHYSICAL_BITS | 0x7FF;

    /** Stands for eight memory types as the PAT knows them. */
    static final int PAT_TYPES = -8;

    /** Memory types as bits: UC, WC, WT, WP, WB; the PAT also has UC- (SDM vol. 3, 12.3 and 12.12). */
    private static final int MTRR_TYPES = 1 << 0 | 1 << 1 | 1 << 4 | 1 << 5 | 1 << 6, PAT_ONLY_TYPES = 1 << 7;

    private static final long FAST_STRINGS = 1;

    private MsrRules() {}

    /** Whether the low {@code count} bytes are memory types ({@link #PAT_TYPES}: all eight, of the PAT). */
    static boolean memoryTypes(long value, int count) {
        int known = count < 0 ? MTRR_TYPES | PAT_ONLY_TYPES : MTRR_TYPES;
        for (int i = 0; i < Math.abs(count); i++) {
            int type = (int) (value >>> 8 * i) & 0xFF;
            if (type > 7 || (known >>> type & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    static boolean hasEfer(CpuModel model) {
        return model.has(CpuidFeature.LM) || model.has(CpuidFeature.NX) || model.has(CpuidFeature.SYSCALL);
    }

    static long unreadable(Cpu cpu) {
        throw cpu.protection();
    }

    static void unwritable(Cpu cpu, long value) {
        throw cpu.protection();
    }

    // TSC_ADJUST follows every write of the counter (SDM vol. 3, 17.17.3).
    static void setTimeStampCounter(Cpu cpu, long value) {
        Msr.TSC_ADJUST.set(cpu, value - cpu.virtualTime());
        cpu.interrupts.tscChanged();
    }

    static void setTscAdjust(Cpu cpu, long value) {
        Msr.TSC_ADJUST.set(cpu, value);
        cpu.interrupts.tscChanged();
    }

    static void setApicBase(Cpu cpu, long value) {
        if (!cpu.interrupts.setApicBase(value)) {
            throw cpu.protection();
        }
    }

    // Only fast string operation can be switched, and it changes nothing here.
    static void setMiscEnable(Cpu cpu, long value) {
        if (((value ^ Msr.MISC_ENABLE.get(cpu)) & ~FAST_STRINGS) != 0) {
            throw cpu.protection();
        }
        Msr.MISC_ENABLE.set(cpu, value);
    }

    private static void setAddress(Cpu cpu, Msr row, long value) {
        if (!Cpu.canonical(value)) {
            throw cpu.protection();
        }
        row.set(cpu, value);
    }

    static void setSysenterEsp(Cpu cpu, long value) {
        setAddress(cpu, Msr.SYSENTER_ESP, value);
    }

    static void setSysenterEip(Cpu cpu, long value) {
        setAddress(cpu, Msr.SYSENTER_EIP, value);
    }

    static void setLstar(Cpu cpu, long value) {
        setAddress(cpu, Msr.LSTAR, value);
    }

    static void setCstar(Cpu cpu, long value) {
        setAddress(cpu, Msr.CSTAR, value);
    }

    static void setKernelGsBase(Cpu cpu, long value) {
        setAddress(cpu, Msr.KERNEL_GS_BASE, value);
    }

    static void setSegmentBase(Cpu cpu, int segment, long value) {
        if (!Cpu.canonical(value)) {
            throw cpu.protection();
        }
        cpu.segments.base[segment] = value;
        cpu.updateDataSegments();
    }
}
