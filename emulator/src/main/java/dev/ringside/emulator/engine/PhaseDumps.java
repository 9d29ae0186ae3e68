package dev.ringside.emulator.engine;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells what the phases made of each region, for people who want to see what becomes of guest code.
 *
 * @param phases which are told
 * @param out takes a text, of several lines, for each phase of each unit
 */
public record PhaseDumps(Set<Phase> phases, Consumer<String> out) {
    /** Nothing is told. */
    public static final PhaseDumps NONE = new PhaseDumps(Set.of(), text -> {});

    /** What can be told of a unit. */
    public enum Phase {
        /** Its basic blocks, their instructions and where each leads. */
        CONTROL_FLOW,
        /** After which instructions the arithmetic flags are still needed. */
        LIVENESS,
        /** The methods of its class. */
        BYTECODE;

        /** Its name, in lower case with hyphens. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Copies both. */
    public PhaseDumps {
        phases = Set.copyOf(phases);
    }

    /** Tells of the unit at offset {@code rip} of CS, if anybody wants to know about this phase. */
    public void tell(long rip, Phase phase, Supplier<String> text) {
        if (phases.contains(phase)) {
            out.accept(String.format("unit at %x, %s\n%s", rip, phase.label(), text.get()));
        }
    }
}
