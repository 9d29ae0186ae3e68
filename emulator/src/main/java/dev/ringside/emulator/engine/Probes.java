package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Probes at linear addresses of instructions, each with its condition. An engine decodes and compiles around them: where no probe is
 * armed, nothing is checked, and arming one makes it forget only the code that goes through its address. On the machine's thread.
 */
public final class Probes {
    private final Map<Long, List<ProbeCondition>> armed = new HashMap<>();
    private final Map<Long, ProbeSite> sites = new HashMap<>();
    private LongConsumer changed = linear -> {};

    /** Sets who must forget decoded code that goes through an address when its probes change: the engine. */
    void onChange(LongConsumer action) {
        changed = action;
    }

    /** Arms a probe at a linear address that stops every time. */
    public void arm(long address) {
        arm(address, ProbeCondition.ALWAYS);
    }

    /** Arms a probe at a linear address. There may be several, of the same condition too; all are asked, in the order of arming. */
    public void arm(long address, ProbeCondition condition) {
        armed.computeIfAbsent(address, at -> new ArrayList<>()).add(condition);
        change(address);
    }

    /** Arms whatever is armed in {@code other}: for an engine that takes the place of another. */
    public void armAll(Probes other) {
        other.armed.forEach((address, conditions) -> conditions.forEach(condition -> arm(address, condition)));
    }

    /** Disarms one probe of those that stop every time; does nothing when there is none. */
    public void disarm(long address) {
        disarm(address, ProbeCondition.ALWAYS);
    }

    /** Disarms one probe with this very condition object; does nothing when there is none. */
    public void disarm(long address, ProbeCondition condition) {
        List<ProbeCondition> conditions = armed.getOrDefault(address, List.of());
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i) == condition) {
                conditions.remove(i);
                change(address);
                return;
            }
        }
    }

    private void change(long address) {
        List<ProbeCondition> conditions = armed.get(address);
        if (conditions.isEmpty()) {
            armed.remove(address);
            sites.remove(address);
        } else {
            sites.put(address, new ProbeSite(address, conditions.stream().reduce(ProbeCondition::both).orElseThrow()));
        }
        changed.accept(address);
    }

    /** Whether any probe is armed. */
    public boolean any() {
        return !sites.isEmpty();
    }

    /** Whether a probe is armed at {@code address}. */
    public boolean at(long address) {
        return sites.containsKey(address);
    }

    /** The probes at {@code address}, or null when there are none. */
    public ProbeSite site(long address) {
        return sites.isEmpty() ? null : sites.get(address);
    }

    /** Whether the next instruction, at {@code address}, has a probe that stops now. */
    boolean stop(Cpu cpu, long address) {
        ProbeSite site = site(address);
        return site != null && site.stops(cpu);
    }
}
