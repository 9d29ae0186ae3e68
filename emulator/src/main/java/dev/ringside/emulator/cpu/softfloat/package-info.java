/**
 * Exact binary floating point as x86 processors compute it, on bit patterns, without allocation and without the host's own
 * floating point unit deciding anything the guest can see.
 *
 * <p>One set of significand arithmetic serves float32, float64 and the x87's 80-bit extended format: an operation first leaves its
 * exact (or jammed) 128-bit result in the {@link FloatContext}, then one rounding step fits it to the destination.
 */
package dev.ringside.emulator.cpu.softfloat;
