package dev.ringside.emulator.engine.translator;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

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

    void tell(Region region, FlagLiveness liveness, UnitClass made) {
        for (Phase phase : Phase.values()) {
            if (phases.contains(phase)) {
                String text = switch (phase) {
                    case CONTROL_FLOW -> region.dump();
                    case LIVENESS -> liveness.dump(region);
                    case BYTECODE -> BytecodeText.of(made.bytes);
                };
                out.accept(String.format("unit at %x, %s\n%s", region.rip(), phase.label(), text));
            }
        }
    }
}
