package dev.ringside.emulator.platform.kvm;

import java.util.EnumSet;
import java.util.Set;

/** Feature bits of CPUID 0x40000001 EAX. */
public enum KvmFeature {
    CLOCKSOURCE(0), NOP_IO_DELAY(1), CLOCKSOURCE2(3), ASYNC_PF(4), STEAL_TIME(5), PV_EOI(6), PV_UNHALT(7), PV_TLB_FLUSH(9),
    ASYNC_PF_VMEXIT(10), PV_SEND_IPI(11), POLL_CONTROL(12), PV_SCHED_YIELD(13), ASYNC_PF_INT(14), MIGRATION_CONTROL(17),
    CLOCKSOURCE_STABLE(24);

    /** Bit number. */
    final int bit;

    KvmFeature(int bit) {
        this.bit = bit;
    }

    /** All that is implemented. */
    public static Set<KvmFeature> all() {
        return EnumSet.allOf(KvmFeature.class);
    }

    static int mask(Set<KvmFeature> features) {
        int mask = 0;
        for (KvmFeature f : features) {
            mask |= 1 << f.bit;
        }
        return mask;
    }

    static String names(int mask) {
        StringBuilder names = new StringBuilder();
        for (KvmFeature f : values()) {
            if ((mask >>> f.bit & 1) != 0) {
                names.append(names.isEmpty() ? "" : " ").append(f);
            }
        }
        return names.toString();
    }
}
