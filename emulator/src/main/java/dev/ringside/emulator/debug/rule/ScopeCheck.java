package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.condition.Answer;
import dev.ringside.emulator.debug.condition.LiveValue;

/** A scope as the engine asks it. A record, so that the JIT compiler trusts its fields. What is not asked for is -1. */
record ScopeCheck(boolean space, long cr3, int cpl, int mode, int cpu, LiveValue task, long wantedTask, Answer answer) {
    private static final long PAGE_TABLES = (1L << 52) - 1 & ~0x1FL;

    /** The check, or null for anywhere. */
    static ScopeCheck of(RuleScope scope, LiveValue task) {
        if (scope.equals(RuleScope.ANYWHERE)) {
            return null;
        }
        return new ScopeCheck(scope.cr3().isPresent(), scope.cr3().orElse(0), scope.cpl().orElse(-1), scope.mode().orElse(-1), scope.cpu().orElse(-1),
                scope.task().isPresent() ? task : null, scope.task().orElse(0), new Answer());
    }

    boolean covers(Cpu at) {
        return (!space || ((at.cr3 ^ cr3) & PAGE_TABLES) == 0) && (cpl < 0 || at.cpl == cpl) && (mode < 0 || at.codeSize == mode)
                && (cpu < 0 || at.number == cpu) && (task == null || task.read(at, answer) && answer.value == wantedTask);
    }
}
