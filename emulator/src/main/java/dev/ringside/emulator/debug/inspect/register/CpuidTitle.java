package dev.ringside.emulator.debug.inspect.register;

import java.util.Arrays;
import java.util.Optional;

/** What the leaves of CPUID tell (SDM vol. 2, CPUID; AMD APM vol. 3, appendix E), one row each. */
enum CpuidTitle {
    VENDOR(0, "highest basic leaf, vendor", true),
    SIGNATURE(1, "family, model, stepping; features"),
    CACHES_OLD(2, "caches and TLBs, as descriptors"),
    SERIAL(3, "serial number"),
    CACHES(4, "caches, one a subleaf"),
    MONITOR(5, "MONITOR and MWAIT"),
    POWER(6, "thermal and power management"),
    FEATURES(7, "structured features"),
    DIRECT_CACHE(9, "direct cache access"),
    COUNTERS(0xA, "performance counters"),
    TOPOLOGY(0xB, "topology, one level a subleaf"),
    EXTENDED_STATE(0xD, "extended state: XSAVE areas"),
    TSC(0x15, "frequencies of time-stamp counter and crystal"),
    HYPERVISOR(0x40000000, "highest leaf of the hypervisor, its signature", true),
    HYPERVISOR_FEATURES(0x40000001, "features of the hypervisor"),
    EXTENDED(0x80000000, "highest extended leaf", true),
    EXTENDED_FEATURES(0x80000001, "extended features"),
    BRAND_1(0x80000002, "brand, first part", true),
    BRAND_2(0x80000003, "brand, second part", true),
    BRAND_3(0x80000004, "brand, third part", true),
    LEVEL_1(0x80000005, "level 1 cache (AMD)"),
    LEVEL_2(0x80000006, "level 2 cache"),
    POWER_MANAGEMENT(0x80000007, "power management: invariant time-stamp counter"),
    ADDRESSES(0x80000008, "bits of physical and linear addresses");

    private final int leaf;
    private final String title;
    private final boolean spells;

    CpuidTitle(int leaf, String title) {
        this(leaf, title, false);
    }

    CpuidTitle(int leaf, String title, boolean spells) {
        this.leaf = leaf;
        this.title = title;
        this.spells = spells;
    }

    static Optional<CpuidTitle> of(int leaf) {
        return Arrays.stream(values()).filter(t -> t.leaf == leaf).findFirst();
    }

    String title() {
        return title;
    }

    boolean spells() {
        return spells;
    }

    /** Whether the answer spells in all four registers, not only in EBX, EDX, ECX or EBX, ECX, EDX. */
    boolean brand() {
        return this == BRAND_1 || this == BRAND_2 || this == BRAND_3;
    }
}
