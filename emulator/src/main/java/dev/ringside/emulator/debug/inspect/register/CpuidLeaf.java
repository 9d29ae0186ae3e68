package dev.ringside.emulator.debug.inspect.register;

import java.util.List;

/**
 * One answer of CPUID.
 *
 * @param leaf EAX on entry
 * @param subleaf ECX on entry
 * @param eax the answer, as are {@code ebx}, {@code ecx} and {@code edx}
 * @param title what the leaf tells; empty when nobody has written that down
 * @param text what it spells, where it spells something; else empty
 * @param features names of the feature bits that are set
 * @param missing names of feature bits that this emulator knows and that are clear
 */
public record CpuidLeaf(int leaf, int subleaf, int eax, int ebx, int ecx, int edx, String title, String text, List<Feature> features,
        List<Feature> missing) {
    /**
     * A feature bit.
     *
     * @param name its name
     * @param register {@code eax} to {@code edx}
     * @param bit its number
     */
    public record Feature(String name, String register, int bit) {}

    /** Copies the lists. */
    public CpuidLeaf {
        features = List.copyOf(features);
        missing = List.copyOf(missing);
    }
}
