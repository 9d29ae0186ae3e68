package dev.ringside.examples.benchmark;

/**
 * One workload or boot, once.
 *
 * @param name        what ran, as in the line that ended it
 * @param cpuSeconds  CPU seconds of the process in between, all threads, user and system, in the kernel's ticks of 10 ms
 * @param wallSeconds seconds in between
 * @param peakKib     the most memory the process ever had resident up to the end, in KiB
 * @param checksum    what the guest says it computed; empty for a boot
 */
record Measurement(String name, double cpuSeconds, double wallSeconds, long peakKib, String checksum) {
}
