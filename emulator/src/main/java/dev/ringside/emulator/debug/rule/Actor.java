package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.memory.Agent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who accesses memory. In conditions each is a constant of this name, to compare the event's {@code agent} with. */
public enum Actor {
    /** An instruction, and what the processor reads and writes for it: descriptors, interrupt frames. */
    CPU(Agent.CPU),
    /** The page walker: entries, their accessed and dirty bits. */
    PAGE_WALKER(Agent.PAGE_WALKER),
    /** A device, by DMA. */
    DEVICE(Agent.DEVICE),
    /** The platform: clock records, shared pages. */
    HYPERVISOR(Agent.HYPERVISOR),
    /** A front end's or an action's write. */
    DEBUGGER(Agent.DEBUGGER),
    /** What puts a guest into memory, at a reset. */
    LOADER(Agent.LOADER);

    final Agent agent;

    Actor(Agent agent) {
        this.agent = agent;
    }

    /** The word for it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All of them. */
    public static Set<Actor> any() {
        return EnumSet.allOf(Actor.class);
    }

    /** The one with this label. */
    public static Optional<Actor> labelled(String label) {
        return Arrays.stream(values()).filter(actor -> actor.label().equals(label)).findFirst();
    }

    static Actor of(Agent agent) {
        return values()[agent.ordinal()];
    }
}
