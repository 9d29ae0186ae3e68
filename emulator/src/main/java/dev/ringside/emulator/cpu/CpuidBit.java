package dev.ringside.emulator.cpu;

/**
 * A bit of CPUID that has a name.
 *
 * @param leaf EAX on entry
 * @param subleaf ECX on entry
 * @param register index of the result register, as {@link Hypervisor} numbers them
 * @param bit its number
 * @param name what it is called
 */
public record CpuidBit(int leaf, int subleaf, int register, int bit, String name) {}
