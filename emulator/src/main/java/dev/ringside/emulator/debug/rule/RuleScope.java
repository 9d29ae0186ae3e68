package dev.ringside.emulator.debug.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where an event has to happen to concern a rule: all that is given must agree.
 *
 * @param cr3 page-table base; the low 5 bits of CR3 and those above the physical address do not count
 * @param cpl privilege level, 0 to 3
 * @param mode width of the code that runs: 16, 32 or 64
 * @param cpu number of the processor, from 0
 * @param task address of the guest kernel's current task: what the word {@code task} gives
 */
public record RuleScope(OptionalLong cr3, OptionalInt cpl, OptionalInt mode, OptionalInt cpu, OptionalLong task) {
    /** Anywhere. */
    public static final RuleScope ANYWHERE =
            new RuleScope(OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());

    /** The same in one address space. */
    public RuleScope inAddressSpace(long wanted) {
        return new RuleScope(OptionalLong.of(wanted), cpl, mode, cpu, task);
    }

    /** The same at one privilege level. */
    public RuleScope atPrivilege(int wanted) {
        return new RuleScope(cr3, OptionalInt.of(wanted), mode, cpu, task);
    }

    /** The same in code of one width. */
    public RuleScope inMode(int wanted) {
        return new RuleScope(cr3, cpl, OptionalInt.of(wanted), cpu, task);
    }

    /** The same on one processor. */
    public RuleScope onCpu(int wanted) {
        return new RuleScope(cr3, cpl, mode, OptionalInt.of(wanted), task);
    }

    /** The same in one task of the guest's. */
    public RuleScope inTask(long wanted) {
        return new RuleScope(cr3, cpl, mode, cpu, OptionalLong.of(wanted));
    }

    /** As rules are listed; empty for anywhere. */
    public String text() {
        List<String> parts = new ArrayList<>();
        cr3.ifPresent(value -> parts.add("cr3 0x" + Long.toHexString(value)));
        cpl.ifPresent(value -> parts.add("cpl " + value));
        mode.ifPresent(value -> parts.add("mode " + value));
        cpu.ifPresent(value -> parts.add("cpu " + value));
        task.ifPresent(value -> parts.add("task 0x" + Long.toHexString(value)));
        return String.join(", ", parts);
    }
}
