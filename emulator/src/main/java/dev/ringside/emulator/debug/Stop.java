package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.debug.rule.RuleHit;
import java.util.List;
import java.util.OptionalLong;

/** Why a guest that could go on has stopped, with everything to be looked at. */
public sealed interface Stop {
    /** A front end wants to look: before the first instruction, or when it attaches. */
    record Held() implements Stop {}

    /** Somebody interrupted the guest. */
    record Interrupted() implements Stop {}

    /** The steps asked for are done: instructions or source lines. */
    record Stepped() implements Stop {}

    /** The guest has come to where it was sent. {@code linear} is the address of the next instruction. */
    record Arrived(long linear) implements Stop {}

    /**
     * A function has returned.
     *
     * @param from where it returned to, as it was found before
     * @param register the register that a result would be in: {@code rax}, {@code eax} or {@code ax}
     * @param value what is in it
     */
    record Finished(Caller from, String register, long value) implements Stop {}

    /** The next instruction, at this linear address, has a breakpoint. */
    record Breakpoint(long linear) implements Stop {}

    /**
     * Rules stop the guest, or could not do what they were to do.
     *
     * @param hits what happened, in this order; of rules on one instruction all
     * @param breakpoint linear address of the next instruction, if it has a {@link Breakpoint} too
     * @param failures actions that could not be done, one line each
     */
    record RulesHit(List<RuleHit> hits, OptionalLong breakpoint, List<String> failures) implements Stop {
        /** Copies the lists. */
        public RulesHit {
            hits = List.copyOf(hits);
            failures = List.copyOf(failures);
        }
    }

    /** The guest did something that has a probe. */
    record Event(ProcessorEvent event) implements Stop {}

    /** The machine has been put into the state of this snapshot. */
    record Restored(String snapshot) implements Stop {}

    /** A triple fault has shut the processor down; {@code linear} is where. Going on ends the run. */
    record TripleFault(long linear) implements Stop {}

    /** HLT that nothing can end. Going on ends the run. */
    record DeadHalt() implements Stop {}
}
