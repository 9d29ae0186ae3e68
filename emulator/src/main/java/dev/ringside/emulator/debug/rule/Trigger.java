package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.condition.CompiledCondition;
import dev.ringside.emulator.debug.condition.Moment;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.platform.AbiCall;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What happens when a rule's event has happened, inside the engine: scope, counts, condition, then the actions that only look. The rest waits
 * in the table's list until the engine has stopped.
 */
final class Trigger {
    /** What a rule knows of its event; made once. */
    final Moment moment = new Moment();

    final ScopeCheck scope;
    final CompiledCondition condition;
    private final Rules rules;
    private final Rule rule;
    private final EventFields fields;
    private final Happening happening = new Happening(this);
    private List<RuleAction.Performer> inside = List.of();
    private List<RuleAction.Performer> deferred = List.of();
    private boolean stops;
    private boolean acts;
    private long ignore;
    private Cpu cpu;

    Trigger(Rules rules, Rule rule, EventFields fields, CompiledCondition condition) {
        this.rules = rules;
        this.rule = rule;
        this.fields = fields;
        this.condition = condition;
        this.scope = ScopeCheck.of(rule.spec().scope(), rules.environment().task());
        this.ignore = rule.spec().ignore();
        this.cpu = rules.cpu();
    }

    /** Makes the actions ready. */
    void bind() throws RefusedException {
        Binding binding = new Binding(rules, rule);
        List<RuleAction.Performer> now = new ArrayList<>();
        List<RuleAction.Performer> later = new ArrayList<>();
        for (RuleAction action : rule.spec().actions()) {
            stops |= action.stops();
            if (!action.stops()) {
                RuleAction.Performer performer = action.bind(binding);
                boolean waits = !later.isEmpty() || action.when() == RuleAction.When.STOPPED;
                (waits ? later : now).add(performer);
            }
        }
        inside = List.copyOf(now);
        deferred = List.copyOf(later);
        acts = stops || !inside.isEmpty() || !deferred.isEmpty() || rule.spec().lifetime() != RuleSpec.Lifetime.LASTING;
    }

    Rule rule() {
        return rule;
    }

    EventFields fields() {
        return fields;
    }

    Cpu cpu() {
        return cpu;
    }

    long ignored() {
        return ignore;
    }

    void ignore(long times) {
        ignore = times;
    }

    // ---- inside the engine ----

    /** An event has happened; returns whether the engine is to stop. */
    boolean meets(Cpu at, ProcessorEvent event) {
        if (scope != null && !scope.covers(at)) {
            return false;
        }
        fields.fill(moment, event);
        return judge(at, null);
    }

    /** An ABI call; returns whether the engine is to stop. */
    boolean meets(Cpu at, AbiCall call) {
        if (scope != null && !scope.covers(at)) {
            return false;
        }
        happening.begin(call);
        fields.fill(moment, call);
        return judge(at, call);
    }

    private boolean judge(Cpu at, AbiCall call) {
        moment.hit++;
        return (condition == null || condition.holds(at, moment)) && held(at, call);
    }

    /** The condition has held; returns whether the engine is to stop. */
    boolean held(Cpu at, AbiCall call) {
        moment.count++;
        if (ignore > 0) {
            ignore--;
            return false;
        }
        return acts && act(at, call);
    }

    private boolean act(Cpu at, AbiCall call) {
        cpu = at;
        happening.begin(call);
        switch (rule.spec().lifetime()) {
            case LASTING -> { }
            case ONE_SHOT -> rules.enable(rule.number(), false);
            case TEMPORARY -> rules.remove(rule.number());
        }
        for (RuleAction.Performer performer : inside) {
            perform(performer);
        }
        if (!stops && deferred.isEmpty()) {
            return false;
        }
        rules.wait(new Waiting(this, happening.hit(), call));
        return true;
    }

    private void perform(RuleAction.Performer performer) {
        try {
            performer.perform(happening);
        } catch (RefusedException e) {
            rules.failed(rule, e.getMessage());
        }
    }

    /** The result that an action gave in the place of the platform's. */
    OptionalLong answer() {
        return happening.answer();
    }

    /** What has happened, as a value. */
    RuleHit snapshot(AbiCall call) {
        long linear = cpu.segments.effectiveBase[Instruction.CS] + cpu.rip & cpu.linearMask;
        String event = call == null ? "" : call.name();
        return new RuleHit(rule.number(), rule.spec(), moment.hit, moment.count, cpu.retired(), cpu.number, linear, fields.values(moment), event);
    }

    // ---- when the engine has stopped ----

    /** A rule that has acted inside the engine and has more to do outside. */
    record Waiting(Trigger trigger, RuleHit hit, AbiCall call) {}

    /** Whether the rule stops the guest. */
    boolean stops() {
        return stops;
    }

    /** Does what had to wait, with the event as it was. */
    void performDeferred(Waiting waiting) {
        if (deferred.isEmpty()) {
            return;
        }
        moment.clear();
        for (EventFields.FieldValue field : waiting.hit.fields()) {
            fields.named(field.name()).ifPresent(known -> moment.set(known.index(), field.value()));
        }
        happening.resume(waiting.hit, waiting.call);
        for (RuleAction.Performer performer : deferred) {
            perform(performer);
        }
    }
}
