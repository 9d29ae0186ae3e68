package dev.ringside.emulator.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * Marks at linear addresses of instructions. An engine compiles or decodes around them: where no probe is armed, nothing
 * is checked.
 */
public final class Probes {
    private final Set<Long> linear = new HashSet<>();
    private Runnable changed = () -> {};

    /** Sets who must forget decoded code when the set changes: the engine. */
    void onChange(Runnable action) {
        changed = action;
    }

    /** Arms a probe at a linear address. */
    public void arm(long address) {
        if (linear.add(address)) {
            changed.run();
        }
    }

    /** Arms whatever is armed in {@code other}: for an engine that takes the place of another. */
    public void armAll(Probes other) {
        other.linear.forEach(this::arm);
    }

    /** Disarms it. */
    public void disarm(long address) {
        if (linear.remove(address)) {
            changed.run();
        }
    }

    /** Whether any probe is armed. */
    public boolean any() {
        return !linear.isEmpty();
    }

    /** Whether a probe is armed at {@code address}. */
    public boolean at(long address) {
        return linear.contains(address);
    }
}
