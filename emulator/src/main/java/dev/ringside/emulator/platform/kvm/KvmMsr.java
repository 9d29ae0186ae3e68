package dev.ringside.emulator.platform.kvm;

/**
 * The paravirtual MSRs. A register whose feature is off raises #GP, as does a write of reserved bits.
 */
enum KvmMsr {
    WALL_CLOCK(0x11, KvmFeature.CLOCKSOURCE, 3),
    SYSTEM_TIME(0x12, KvmFeature.CLOCKSOURCE, 0),
    WALL_CLOCK_NEW(0x4b564d00, KvmFeature.CLOCKSOURCE2, 3),
    SYSTEM_TIME_NEW(0x4b564d01, KvmFeature.CLOCKSOURCE2, 0),
    ASYNC_PF_EN(0x4b564d02, KvmFeature.ASYNC_PF, 0x30),
    STEAL_TIME(0x4b564d03, KvmFeature.STEAL_TIME, 0x3E),
    PV_EOI_EN(0x4b564d04, KvmFeature.PV_EOI, 2),
    POLL_CONTROL(0x4b564d05, KvmFeature.POLL_CONTROL, ~1L),
    ASYNC_PF_INT(0x4b564d06, KvmFeature.ASYNC_PF_INT, ~0xFFL),
    ASYNC_PF_ACK(0x4b564d07, KvmFeature.ASYNC_PF_INT, ~1L),
    MIGRATION_CONTROL(0x4b564d08, KvmFeature.MIGRATION_CONTROL, ~1L);

    private static final KvmMsr[] ROWS = values();

    final int number;
    final KvmFeature feature;

    /** Bits that must be zero in a written value. */
    final long reserved;

    KvmMsr(int number, KvmFeature feature, long reserved) {
        this.number = number;
        this.feature = feature;
        this.reserved = reserved;
    }

    /** The row of an MSR number, or null. */
    static KvmMsr of(int number) {
        for (KvmMsr row : ROWS) {
            if (row.number == number) {
                return row;
            }
        }
        return null;
    }

    /** The name that Linux's header gives it. */
    String header() {
        return "MSR_KVM_" + name();
    }
}
