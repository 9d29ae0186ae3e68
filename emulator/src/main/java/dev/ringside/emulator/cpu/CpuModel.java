package dev.ringside.emulator.cpu;

import dev.ringside.emulator.isa.Feature;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a processor says it is: a row of the table that {@code --cpu} chooses from.
 *
 * @param name the name {@code --cpu} takes
 * @param summary one line about it, for the list
 * @param vendor vendor string of CPUID leaf 0, 12 characters
 * @param signature family, model and stepping as CPUID leaf 1 EAX
 * @param brand brand string, at most 47 characters
 * @param highestLeaf highest basic CPUID leaf
 * @param cpuid feature bits that are on
 * @param features instruction set features that are on; rows of other features are #UD
 */
public record CpuModel(String name, String summary, String vendor, int signature, String brand, int highestLeaf, Set<CpuidFeature> cpuid,
        Set<Feature> features) {
    /** Vendor strings that software knows. */
    public static final String INTEL = "GenuineIntel", AMD = "AuthenticAMD";

    /** Bits of leaf 1 EDX that AMD processors repeat in leaf 80000001 EDX. */
    public static final int AMD_REPEATED_BITS = 0x0183F3FF;

    // A Core 2's family, model and stepping: new enough for every feature here, and on no kernel's list of faulty parts.
    private static final int CORE2 = 0x6FB, ATHLON64 = 0x60FB1, PENTIUM3 = 0x686;

    private static final CpuModel RINGSIDE = of("ringside", "64-bit, every feature built in, free of the known speculation faults", INTEL,
            CORE2, "Ringside Virtual Processor", 0x15, EnumSet.complementOf(EnumSet.of(CpuidFeature.ERMS)));

    private static final CpuModel RINGSIDE_AMD = of("ringside-amd", "the same features from the other vendor, for VMMCALL", AMD,
            ATHLON64, "Ringside Virtual Processor (AMD)", 0xD,
            EnumSet.complementOf(EnumSet.of(CpuidFeature.ERMS, CpuidFeature.ARCH_CAPABILITIES, CpuidFeature.SPEC_CTRL, CpuidFeature.STIBP,
                    CpuidFeature.SSBD)));

    private static final CpuModel PENTIUM3_MODEL = of("pentium3", "32-bit only, up to SSE", INTEL, PENTIUM3,
            "Ringside Virtual Pentium III", 2, EnumSet.of(CpuidFeature.FPU, CpuidFeature.VME, CpuidFeature.DE, CpuidFeature.PSE,
                    CpuidFeature.TSC, CpuidFeature.MSR, CpuidFeature.PAE, CpuidFeature.MCE, CpuidFeature.CX8, CpuidFeature.SEP,
                    CpuidFeature.MTRR, CpuidFeature.PGE, CpuidFeature.MCA, CpuidFeature.CMOV, CpuidFeature.PAT, CpuidFeature.PSE36,
                    CpuidFeature.MMX, CpuidFeature.FXSR, CpuidFeature.SSE));

    private static final List<CpuModel> ALL = List.of(RINGSIDE, RINGSIDE_AMD, PENTIUM3_MODEL);

    /**
     * A processor like the default one, but with exactly the given instruction set features: for tests of single features.
     * Feature bits that no instruction depends on are on.
     */
    public CpuModel(String name, Set<Feature> features) {
        this(name, name, INTEL, CORE2, name, RINGSIDE.highestLeaf, bitsOf(features), withBase(features));
    }

    private static CpuModel of(String name, String summary, String vendor, int signature, String brand, int highestLeaf,
            Set<CpuidFeature> cpuid) {
        EnumSet<Feature> features = EnumSet.of(Feature.BASE);
        for (CpuidFeature bit : cpuid) {
            if (bit.instructions != null) {
                features.add(bit.instructions);
            }
        }
        return new CpuModel(name, summary, vendor, signature, brand, highestLeaf, Collections.unmodifiableSet(cpuid),
                Collections.unmodifiableSet(features));
    }

    private static Set<CpuidFeature> bitsOf(Set<Feature> features) {
        EnumSet<CpuidFeature> bits = EnumSet.noneOf(CpuidFeature.class);
        for (CpuidFeature bit : CpuidFeature.values()) {
            if (bit.instructions == null || features.contains(bit.instructions)) {
                bits.add(bit);
            }
        }
        return Collections.unmodifiableSet(bits);
    }

    private static Set<Feature> withBase(Set<Feature> features) {
        EnumSet<Feature> all = EnumSet.of(Feature.BASE);
        all.addAll(features);
        return Collections.unmodifiableSet(all);
    }

    /** The processor that is emulated when {@code --cpu} does not say otherwise. */
    public static CpuModel standard() {
        return RINGSIDE;
    }

    /** Every model, the standard one first. */
    public static List<CpuModel> all() {
        return ALL;
    }

    /** The model called {@code name}, or null. */
    public static CpuModel named(String name) {
        for (CpuModel model : ALL) {
            if (model.name.equals(name)) {
                return model;
            }
        }
        return null;
    }

    /** Highest extended CPUID leaf. */
    public int highestExtendedLeaf() {
        return has(CpuidFeature.LM) ? 0x80000008 : 0x80000004;
    }

    /** Whether the local APICs have x2APIC mode. */
    public boolean x2Apic() {
        return has(CpuidFeature.X2APIC);
    }

    /** Whether the local APIC timers have TSC-deadline mode. */
    public boolean tscDeadline() {
        return has(CpuidFeature.TSC_DEADLINE);
    }

    /** CPUID leaf 1 EDX, as MP tables repeat it. */
    public int featureFlags() {
        return bits(CpuidFeature.Leaf.BASIC_EDX) | 1 << CpuidFeature.APIC_BIT;
    }

    /** The feature bits of one CPUID register that are rows. */
    public int bits(CpuidFeature.Leaf place) {
        int value = 0;
        for (CpuidFeature feature : cpuid) {
            if (feature.place == place) {
                value |= 1 << feature.bit;
            }
        }
        return value;
    }

    /** Whether {@code f} is on. */
    public boolean has(Feature f) {
        return features.contains(f);
    }

    /** Whether feature bit {@code f} is on. */
    public boolean has(CpuidFeature f) {
        return cpuid.contains(f);
    }
}
