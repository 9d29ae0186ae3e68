package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.AbiCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Rules on ABI calls: they stand before the platform on entry, and behind it on results. A rule on entry that stops lets the calling
 * instruction wait; when it is tried again, nobody is asked a second time.
 */
final class AbiRules {
    private record Entry(Glob name, Trigger trigger) {}

    private final AbiCalls calls;
    private final AbiCalls.Interceptor interceptor = this::entered;
    private final AbiCalls.Listener listener = this::answered;
    private List<Entry> onEntry = List.of();
    private List<Entry> onResult = List.of();

    // The call that waits: where, when, and the result that a rule has given it.
    private long heldLinear;
    private long heldInstructions = -1;
    private OptionalLong heldAnswer = OptionalLong.empty();

    AbiRules(AbiCalls calls) {
        this.calls = calls;
    }

    Armed arm(Glob name, Selector.Phase phase, Trigger trigger) {
        Entry entry = new Entry(name, trigger);
        if (phase == Selector.Phase.ENTRY) {
            if (onEntry.isEmpty()) {
                calls.intercept(interceptor);
            }
            onEntry = with(onEntry, entry);
        } else {
            if (onResult.isEmpty()) {
                calls.listen(listener);
            }
            onResult = with(onResult, entry);
        }
        return () -> disarm(entry);
    }

    private void disarm(Entry entry) {
        if (onEntry.contains(entry)) {
            onEntry = without(onEntry, entry);
            if (onEntry.isEmpty()) {
                calls.removeInterceptor(interceptor);
            }
        } else {
            onResult = without(onResult, entry);
            if (onResult.isEmpty()) {
                calls.removeListener(listener);
            }
        }
    }

    /** No call waits any more. */
    void forgetHeld() {
        heldInstructions = -1;
        heldAnswer = OptionalLong.empty();
    }

    private OptionalLong entered(Cpu cpu, AbiCall call) {
        boolean asked = heldInstructions == call.instructions() && heldLinear == call.rip();
        OptionalLong answer = asked ? heldAnswer : OptionalLong.empty();
        forgetHeld();
        if (asked) {
            return answer;
        }
        boolean waits = false;
        for (Entry entry : onEntry) {
            if (entry.name.matches(call.name())) {
                waits |= entry.trigger.meets(cpu, call);
                answer = answer.isPresent() ? answer : entry.trigger.answer();
            }
        }
        if (waits) {
            heldInstructions = call.instructions();
            heldLinear = call.rip();
            heldAnswer = answer;
            cpu.events.stop(event(call));
            throw cpu.hold();
        }
        return answer;
    }

    private void answered(Cpu cpu, AbiCall call) {
        for (Entry entry : onResult) {
            if (entry.name.matches(call.name()) && entry.trigger.meets(cpu, call)) {
                cpu.events.stop(event(call));
            }
        }
    }

    private static ProcessorEvent event(AbiCall call) {
        return new ProcessorEvent(ProcessorEvent.Kind.ABI_CALL, 0, 0, call.rip());
    }

    private static List<Entry> with(List<Entry> list, Entry one) {
        List<Entry> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    private static List<Entry> without(List<Entry> list, Entry one) {
        return list.stream().filter(other -> other != one).toList();
    }
}
