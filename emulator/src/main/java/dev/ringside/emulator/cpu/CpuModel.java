package dev.ringside.emulator.cpu;

import dev.ringside.emulator.isa.Feature;
import java.util.Set;

/**
 * What a processor says it is.
 *
 * @param name the name {@code --cpu} takes
 * @param features instruction set features that are on; rows of other features are #UD
 */
public record CpuModel(String name, Set<Feature> features) {
    /** Whether {@code f} is on. */
    public boolean has(Feature f) {
        return features.contains(f);
    }
}
