package dev.ringside.emulator.platform.kvm;

import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;

/**
 * The clock records in guest memory (pvclock-abi.h). The guest computes
 * {@code system_time + ((tsc - tsc_timestamp) << shift) * mul >> 32}; one TSC cycle is one nanosecond here, so mul and shift
 * amount to 1 and a record stays exact until the guest asks for another.
 */
final class KvmClock {
    private static final int MULTIPLIER = 0x80000000;
    private static final int SHIFT = 1;
    private static final int FLAG_TSC_STABLE = 1;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final PhysicalMemory memory;

    KvmClock(PhysicalMemory memory) {
        this.memory = memory;
    }

    /** Fills the 32-byte record at {@code gpa}; odd versions mark a record that is being written. */
    void writeSystemTime(long gpa, long tsc, long systemTime, boolean stable) {
        int version = (int) memory.read(Agent.HYPERVISOR, gpa, 4) & ~1;
        put(gpa, 4, version + 1);
        put(gpa + 8, 8, tsc);
        put(gpa + 16, 8, systemTime);
        put(gpa + 24, 4, MULTIPLIER);
        put(gpa + 28, 1, SHIFT);
        put(gpa + 29, 1, stable ? FLAG_TSC_STABLE : 0);
        put(gpa, 4, version + 2);
    }

    /** Fills the wall clock record {version, seconds, nanoseconds} at {@code gpa}: the time of day at system time 0. */
    void writeWallClock(long gpa, long epochSecond, long nanosecond) {
        int version = (int) memory.read(Agent.HYPERVISOR, gpa, 4) + 1 & ~1;
        put(gpa, 4, version + 1);
        put(gpa + 4, 4, epochSecond + nanosecond / NS_PER_SECOND);
        put(gpa + 8, 4, nanosecond % NS_PER_SECOND);
        put(gpa, 4, version + 2);
    }

    private void put(long gpa, int size, long value) {
        memory.write(Agent.HYPERVISOR, gpa, size, value);
    }
}
