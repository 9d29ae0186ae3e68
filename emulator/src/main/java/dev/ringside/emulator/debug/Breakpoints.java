package dev.ringside.emulator.debug;

import dev.ringside.emulator.engine.Probes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Breakpoints on instructions, by linear address. They are marks that the engine honours; guest memory is never patched. An
 * address can have several owners, who come and go without knowing of each other.
 */
public final class Breakpoints {
    /** Somebody who sets breakpoints. Compared by identity: two owners of the same name are different. */
    public static final class Owner {
        private final String name;

        /** An owner called {@code name} in messages. */
        public Owner(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final Supplier<Probes> engine;
    private final Map<Long, Set<Owner>> owners = new HashMap<>();

    /** Breakpoints that hold on the engine with these probes. */
    Breakpoints(Supplier<Probes> engine) {
        this.engine = engine;
    }

    /** Sets a breakpoint; setting it again changes nothing. */
    public void set(long linear, Owner owner) {
        if (owners.computeIfAbsent(linear, address -> new HashSet<>()).add(owner)) {
            engine.get().arm(linear);
        }
    }

    /** Takes one owner's breakpoint away, if it is there. */
    public void clear(long linear, Owner owner) {
        Set<Owner> left = owners.get(linear);
        if (left != null && left.remove(owner) && left.isEmpty()) {
            owners.remove(linear);
            engine.get().disarm(linear);
        }
    }

    /** Takes all breakpoints of an owner away. */
    public void clearAll(Owner owner) {
        List.copyOf(owners.keySet()).forEach(linear -> clear(linear, owner));
    }

    /** Whether an owner has a breakpoint there. */
    public boolean has(long linear, Owner owner) {
        return owners.getOrDefault(linear, Set.of()).contains(owner);
    }

    /** Whether anybody has a breakpoint there. */
    boolean at(long linear) {
        return owners.containsKey(linear);
    }

    /** How many addresses have a breakpoint. */
    public int count() {
        return owners.size();
    }
}
