package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Probes at instructions, by linear address or by where they lie in RAM, each with its condition. An engine decodes and compiles around them: where no
 * probe is armed, nothing is checked, and arming one makes it forget only the code that goes through its address. One at a RAM index is
 * met through whatever linear address its code is executed. On the machine's thread.
 */
public final class Probes {
    /** The conditions in one address space. */
    private static final class Armed {
        final Map<Long, List<ProbeCondition>> conditions = new HashMap<>();
        final Map<Long, ProbeCondition> together = new HashMap<>();
        LongConsumer changed = address -> {};

        void arm(long address, ProbeCondition condition) {
            conditions.computeIfAbsent(address, at -> new ArrayList<>()).add(condition);
            change(address);
        }

        void disarm(long address, ProbeCondition condition) {
            List<ProbeCondition> there = conditions.getOrDefault(address, List.of());
            for (int i = 0; i < there.size(); i++) {
                if (there.get(i) == condition) {
                    there.remove(i);
                    change(address);
                    return;
                }
            }
        }

        private void change(long address) {
            List<ProbeCondition> there = conditions.get(address);
            if (there.isEmpty()) {
                conditions.remove(address);
                together.remove(address);
            } else {
                together.put(address, there.stream().reduce(ProbeCondition::both).orElseThrow());
            }
            changed.accept(address);
        }
    }

    private final Armed linear = new Armed();
    private final Armed inRam = new Armed();

    /**
     * Sets who must forget decoded code that goes through an address when its probes change: the engine.
     *
     * @param atLinear takes linear addresses
     * @param atIndex takes RAM indexes
     */
    void onChange(LongConsumer atLinear, LongConsumer atIndex) {
        linear.changed = atLinear;
        inRam.changed = atIndex;
    }

    /** Arms a probe at a linear address that stops every time. */
    public void arm(long address) {
        arm(address, ProbeCondition.ALWAYS);
    }

    /** Arms a probe at a linear address. There may be several, of the same condition too; all are asked, in the order of arming. */
    public void arm(long address, ProbeCondition condition) {
        linear.arm(address, condition);
    }

    /** Arms a probe where an instruction lies in RAM; it is asked after those at the linear address. */
    public void armInRam(int index, ProbeCondition condition) {
        inRam.arm(index, condition);
    }

    /** Arms whatever is armed in {@code other}: for an engine that takes the place of another. */
    public void armAll(Probes other) {
        other.linear.conditions.forEach((address, conditions) -> conditions.forEach(condition -> arm(address, condition)));
        other.inRam.conditions.forEach((index, conditions) -> conditions.forEach(condition -> inRam.arm(index, condition)));
    }

    /** Disarms one probe of those that stop every time; does nothing when there is none. */
    public void disarm(long address) {
        disarm(address, ProbeCondition.ALWAYS);
    }

    /** Disarms one probe with this very condition object; does nothing when there is none. */
    public void disarm(long address, ProbeCondition condition) {
        linear.disarm(address, condition);
    }

    /** Disarms one probe in RAM with this very condition object; does nothing when there is none. */
    public void disarmInRam(int index, ProbeCondition condition) {
        inRam.disarm(index, condition);
    }

    /** Whether any probe is armed. */
    public boolean any() {
        return !linear.together.isEmpty() || !inRam.together.isEmpty();
    }

    /** Whether a probe is armed at {@code address}, a linear one. */
    public boolean at(long address) {
        return linear.together.containsKey(address);
    }

    /** Whether a probe is armed at a RAM index. */
    boolean inRam(int index) {
        return inRam.together.containsKey((long) index);
    }

    /** The probes of an instruction at a linear address and a RAM index, -1 when it lies elsewhere; null when there are none. */
    public ProbeSite site(long linearAddress, int ramIndex) {
        ProbeCondition here = linear.together.isEmpty() ? null : linear.together.get(linearAddress);
        ProbeCondition behind = inRam.together.isEmpty() ? null : inRam.together.get((long) ramIndex);
        if (here == null && behind == null) {
            return null;
        }
        return new ProbeSite(linearAddress, here == null ? behind : behind == null ? here : ProbeCondition.both(here, behind));
    }

    /** The probes of the next instruction, or null when there are none; nothing of the processor changes. */
    ProbeSite next(Cpu cpu, long address) {
        return any() ? site(address, inRam.together.isEmpty() ? -1 : cpu.mmu.memory().ramIndex(cpu.mmu.inspect(address))) : null;
    }

    /** Whether the next instruction, at {@code address}, has a probe that stops now. */
    boolean stop(Cpu cpu, long address) {
        ProbeSite site = next(cpu, address);
        return site != null && site.stops(cpu);
    }
}
