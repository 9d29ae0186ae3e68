package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.CpuidFeature;
import dev.ringside.emulator.cpu.CpuidFeature.Leaf;
import dev.ringside.emulator.cpu.Hypervisor;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.Mmu;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * CPUID (SDM vol. 2, CPUID; AMD APM vol. 3, appendix E). Feature bits come from the rows of {@link CpuidFeature} that the model
 * has; the leaves here say the rest: one core with one thread, its caches, its state areas. The platform amends the answer.
 */
public final class Cpuid {
    private static final int HYPERVISOR_LEAVES = 0x40000000, EXTENDED_LEAVES = 0x80000000, HIGHEST_EXTENDED = 0x80000008;

    private static final int LINEAR_BITS_64 = 48, LINEAR_BITS_32 = 32;

    /** Bytes of an XSAVE area with x87 and SSE state: legacy region and header. */
    private static final int XSAVE_AREA = 576;

    /** Cache line size in bytes, and in the units of leaf 1 EBX 15:8. */
    private static final int LINE = 64, LINE_UNITS = LINE / 8;

    private static final int TSC_HZ = 1_000_000_000;

    /** Rows of leaf 4: type 1 data, 2 instruction, 3 unified; level; KiB; ways. */
    private static final int[][] CACHES = {{1, 1, 32, 8}, {2, 1, 32, 8}, {3, 2, 4096, 16}};

    private static final int XCR0_X87_SSE = 3;

    private Cpuid() {}

    static void register(SemanticsTable table) {
        table.add("CPUID", Cpuid::execute);
    }

    private static void execute(Cpu cpu, Instruction insn) {
        int leaf = (int) cpu.r[Cpu.RAX];
        int subleaf = (int) cpu.r[Cpu.RCX];
        int[] result = query(cpu, leaf, subleaf);
        cpu.r[Cpu.RAX] = result[Hypervisor.EAX] & 0xFFFFFFFFL;
        cpu.r[Cpu.RBX] = result[Hypervisor.EBX] & 0xFFFFFFFFL;
        cpu.r[Cpu.RCX] = result[Hypervisor.ECX] & 0xFFFFFFFFL;
        cpu.r[Cpu.RDX] = result[Hypervisor.EDX] & 0xFFFFFFFFL;
        cpu.events.happened(Kind.CPUID, leaf & 0xFFFFFFFFL, 4, subleaf & 0xFFFFFFFFL);
    }

    /** EAX, EBX, ECX and EDX, by the indices of {@link Hypervisor}, that CPUID gives for a leaf and subleaf. */
    public static int[] query(Cpu cpu, int leaf, int subleaf) {
        int[] result = new int[4];
        answer(cpu, highest(cpu.model, leaf), subleaf, result);
        cpu.hypervisor.cpuid(cpu, leaf, subleaf, result);
        return result;
    }

    /** What {@link #query} would answer, without anybody hearing of it. */
    public static int[] peek(Cpu cpu, int leaf, int subleaf) {
        int[] result = new int[4];
        answer(cpu, highest(cpu.model, leaf), subleaf, result);
        cpu.hypervisor.peekCpuid(cpu, leaf, subleaf, result);
        return result;
    }

    // Beyond the highest leaf Intel processors answer with the highest basic one, others with zeros.
    private static int highest(CpuModel model, int leaf) {
        int top = leaf < 0 ? model.highestExtendedLeaf() : model.highestLeaf();
        if (Integer.compareUnsigned(leaf, top) <= 0) {
            return leaf;
        }
        return model.vendor().equals(CpuModel.INTEL) ? model.highestLeaf() : HYPERVISOR_LEAVES;
    }

    private static void answer(Cpu cpu, int leaf, int subleaf, int[] r) {
        CpuModel model = cpu.model;
        switch (leaf) {
            case 0 -> {
                r[Hypervisor.EAX] = model.highestLeaf();
                vendor(model, r);
            }
            case 1 -> signature(cpu, r);
            case 2 -> cacheDescriptors(model, r);
            case 4 -> cache(model, subleaf, r);
            case 5 -> monitor(model, r);
            // ARAT: the local APIC timer never stops.
            case 6 -> r[Hypervisor.EAX] = model.vendor().equals(CpuModel.INTEL) ? 4 : 0;
            case 7 -> features(model, subleaf, r, Leaf.STRUCTURED_EBX, Leaf.STRUCTURED_ECX, Leaf.STRUCTURED_EDX);
            case 0xB -> topology(cpu, subleaf, r);
            case 0xD -> extendedState(model, subleaf, r);
            case 0x15 -> frequency(r);
            case EXTENDED_LEAVES -> {
                r[Hypervisor.EAX] = model.highestExtendedLeaf();
                if (model.vendor().equals(CpuModel.AMD)) {
                    vendor(model, r);
                }
            }
            case EXTENDED_LEAVES + 1 -> extendedFeatures(cpu, r);
            case EXTENDED_LEAVES + 2, EXTENDED_LEAVES + 3, EXTENDED_LEAVES + 4 -> brand(model, leaf - EXTENDED_LEAVES - 2, r);
            case EXTENDED_LEAVES + 5 -> oldLevel1(model, r);
            case EXTENDED_LEAVES + 6 -> r[Hypervisor.ECX] = CACHES[2][2] << 16 | 8 << 12 | 1 << 8 | LINE;
            case EXTENDED_LEAVES + 7 -> features(model, 0, r, Leaf.POWER_EDX);
            case HIGHEST_EXTENDED -> {
                int linearBits = model.has(CpuidFeature.LM) ? LINEAR_BITS_64 : LINEAR_BITS_32;
                r[Hypervisor.EAX] = linearBits << 8 | Mmu.PHYSICAL_BITS;
            }
            default -> { }
        }
    }

    private static void features(CpuModel model, int subleaf, int[] r, Leaf... places) {
        for (Leaf place : places) {
            if (place.subleaf == subleaf) {
                r[place.register] |= model.bits(place);
            }
        }
    }

    private static int word(byte[] text, int at) {
        int value = 0;
        for (int i = 0; i < 4 && at + i < text.length; i++) {
            value |= (text[at + i] & 0xFF) << 8 * i;
        }
        return value;
    }

    private static void vendor(CpuModel model, int[] r) {
        byte[] text = model.vendor().getBytes(StandardCharsets.US_ASCII);
        r[Hypervisor.EBX] = word(text, 0);
        r[Hypervisor.EDX] = word(text, 4);
        r[Hypervisor.ECX] = word(text, 8);
    }

    private static void signature(Cpu cpu, int[] r) {
        features(cpu.model, 0, r, Leaf.BASIC_EDX, Leaf.BASIC_ECX);
        r[Hypervisor.EAX] = cpu.model.signature();
        r[Hypervisor.EBX] = cpu.number << 24 | 1 << 16 | (cpu.model.has(CpuidFeature.CLFSH) ? LINE_UNITS << 8 : 0);
        if ((cpu.interrupts.apicBase() & 1 << 11) != 0) {
            r[Hypervisor.EDX] |= 1 << CpuidFeature.APIC_BIT;
        }
        if ((cpu.cr4 & Cpu.CR4_OSXSAVE) != 0) {
            r[Hypervisor.ECX] |= 1 << CpuidFeature.OSXSAVE_BIT;
        }
    }

    // Processors without leaf 4 list their caches here: those of a Pentium III, 16 KiB each way and 256 KiB of level 2. The others
    // answer "see leaf 4", after which a program without that leaf would search for ever.
    private static void cacheDescriptors(CpuModel model, int[] r) {
        if (!model.vendor().equals(CpuModel.INTEL)) {
            return;
        }
        if (model.highestLeaf() < 4) {
            r[Hypervisor.EAX] = 0x03020101;
            r[Hypervisor.EDX] = 0x0C040882;
        } else {
            r[Hypervisor.EAX] = 0xFF01;
        }
    }

    private static void cache(CpuModel model, int index, int[] r) {
        if (index < 0 || index >= CACHES.length || !model.vendor().equals(CpuModel.INTEL)) {
            return;
        }
        int[] row = CACHES[index];
        int ways = row[3];
        r[Hypervisor.EAX] = row[0] | row[1] << 5 | 1 << 8;
        r[Hypervisor.EBX] = LINE - 1 | ways - 1 << 22;
        r[Hypervisor.ECX] = row[2] * 1024 / LINE / ways - 1;
    }

    private static void monitor(CpuModel model, int[] r) {
        if (model.has(CpuidFeature.MONITOR)) {
            r[Hypervisor.EAX] = LINE;
            r[Hypervisor.EBX] = LINE;
            r[Hypervisor.ECX] = 3;
            r[Hypervisor.EDX] = 1 << 4;
        }
    }

    // Level 0: threads of a core, level 1: cores of a package; one of each.
    private static void topology(Cpu cpu, int level, int[] r) {
        r[Hypervisor.EBX] = level == 0 || level == 1 ? 1 : 0;
        r[Hypervisor.ECX] = level & 0xFF | (level == 0 || level == 1 ? level + 1 << 8 : 0);
        r[Hypervisor.EDX] = cpu.number;
    }

    private static void extendedState(CpuModel model, int subleaf, int[] r) {
        if (!model.has(CpuidFeature.XSAVE)) {
            return;
        }
        if (subleaf == 0) {
            r[Hypervisor.EAX] = XCR0_X87_SSE;
            r[Hypervisor.EBX] = XSAVE_AREA;
            r[Hypervisor.ECX] = XSAVE_AREA;
        } else {
            features(model, subleaf, r, Leaf.XSAVE_EAX);
        }
    }

    // The counter runs at the crystal's frequency, and so does the local APIC's bus.
    private static void frequency(int[] r) {
        r[Hypervisor.EAX] = 1;
        r[Hypervisor.EBX] = 1;
        r[Hypervisor.ECX] = TSC_HZ;
    }

    private static void extendedFeatures(Cpu cpu, int[] r) {
        features(cpu.model, 0, r, Leaf.EXTENDED_EDX, Leaf.EXTENDED_ECX);
        if (cpu.model.vendor().equals(CpuModel.AMD)) {
            r[Hypervisor.EAX] = cpu.model.signature();
            r[Hypervisor.EDX] |= cpu.model.bits(Leaf.BASIC_EDX) & CpuModel.AMD_REPEATED_BITS;
        } else if (cpu.codeSize != 64) {
            // Intel shows SYSCALL only to code that could use it.
            r[Hypervisor.EDX] &= ~(1 << CpuidFeature.SYSCALL.bit);
        }
    }

    private static void brand(CpuModel model, int part, int[] r) {
        byte[] text = Arrays.copyOf(model.brand().getBytes(StandardCharsets.US_ASCII), 48);
        for (int i = 0; i < 4; i++) {
            r[i] = word(text, part * 16 + i * 4);
        }
    }

    private static void oldLevel1(CpuModel model, int[] r) {
        if (model.vendor().equals(CpuModel.AMD)) {
            r[Hypervisor.ECX] = 32 << 24 | 8 << 16 | 1 << 8 | LINE;
            r[Hypervisor.EDX] = 32 << 24 | 8 << 16 | 1 << 8 | LINE;
        }
    }
}
