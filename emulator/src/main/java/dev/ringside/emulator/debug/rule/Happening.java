package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.condition.CompiledValue;
import dev.ringside.emulator.debug.condition.Moment;
import dev.ringside.emulator.platform.AbiCall;
import java.util.Optional;
import java.util.OptionalLong;

/** An event on which a rule acts, as its actions see it. One for each rule; good until the action returns. */
public final class Happening {
    private final Trigger trigger;
    private RuleHit hit;
    private AbiCall call;
    private OptionalLong answer = OptionalLong.empty();

    Happening(Trigger trigger) {
        this.trigger = trigger;
    }

    void begin(AbiCall newCall) {
        hit = null;
        call = newCall;
        answer = OptionalLong.empty();
    }

    /** Goes on with a hit whose event is over: its actions were deferred. */
    void resume(RuleHit earlier, AbiCall itsCall) {
        hit = earlier;
        call = itsCall;
    }

    /** What happened, as a value to keep. */
    public RuleHit hit() {
        if (hit == null) {
            hit = trigger.snapshot(call);
        }
        return hit;
    }

    /** The ABI call, if the event is one. */
    public Optional<AbiCall> call() {
        return Optional.ofNullable(call);
    }

    /** Evaluates an expression now; whether it has a value is its answer. */
    public boolean evaluate(CompiledValue value) {
        return value.evaluate(cpu(), moment());
    }

    Cpu cpu() {
        return trigger.cpu();
    }

    Moment moment() {
        return trigger.moment;
    }

    /** Gives the guest a result in the place of the platform's. */
    void answer(long result) {
        answer = OptionalLong.of(result);
    }

    OptionalLong answer() {
        return answer;
    }
}
