package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.condition.CompiledCondition;
import dev.ringside.emulator.debug.condition.Moment;
import dev.ringside.emulator.engine.ProbeCondition;

/**
 * A rule at an instruction, as the engine asks it in line. A record, so that the JIT compiler trusts its fields: what is not there costs
 * nothing, and the condition's code is put where it is asked.
 */
record ExecuteProbe(ScopeCheck scope, CompiledCondition condition, Moment moment, Trigger trigger) implements ProbeCondition {
    static ExecuteProbe of(Trigger trigger) {
        return new ExecuteProbe(trigger.scope, trigger.condition, trigger.moment, trigger);
    }

    @Override
    public boolean stops(Cpu cpu) {
        if (scope != null && !scope.covers(cpu)) {
            return false;
        }
        moment.hit++;
        return (condition == null || condition.holds(cpu, moment)) && trigger.held(cpu, null);
    }
}
