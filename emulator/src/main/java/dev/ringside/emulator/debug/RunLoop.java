package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.debug.rule.Rules;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What the machine's thread is about: stopped, running, stepping or on a journey; and what becomes of each return from the machine. On the
 * machine's thread.
 */
final class RunLoop {
    /** What the machine is to do. */
    private sealed interface Goal {
        record Stopped(Stop stop) implements Goal {}

        record Free() implements Goal {}

        /** Execute steps: until so many instructions have retired since power-up. */
        record Steps(long until) implements Goal {}

        /** Go on a journey; {@code target} counts as {@code Steps} does, and is beyond all counts on legs that do not step. */
        record Travel(Journey journey, Journey.Leg leg, long until) implements Goal {}
    }

    private final Machine machine;
    private final Cpu cpu;
    private final Rules rules;
    private final Breakpoints breakpoints;
    private final Consumer<Stop> stopped;
    private final BooleanSupplier heard;
    private Goal goal = new Goal.Free();
    private RunEnd end;
    private long instructionLimit;
    private boolean delivered;
    private Passing passing;
    private boolean wasDead;

    // Where the step under way began.
    private Journey.Target stepFrom;

    /** A breakpoint that the guest has been resumed on, and when: it is not met again before an instruction has executed. */
    private record Passing(long linear, long instructions) {}

    /**
     * @param stopped is told of each stop
     * @param heard whether somebody is: a guest that has died stops then before the run ends
     */
    RunLoop(Machine machine, Rules rules, Breakpoints breakpoints, Consumer<Stop> stopped, BooleanSupplier heard) {
        this.machine = machine;
        this.cpu = machine.cpu(0);
        this.rules = rules;
        this.breakpoints = breakpoints;
        this.stopped = stopped;
        this.heard = heard;
        cpu.delivered = this::delivered;
    }

    void limit(long instructions) {
        instructionLimit = instructions;
    }

    /** How the run has ended; null while it has not. */
    RunEnd end() {
        return end;
    }

    void end(RunEnd how) {
        end = how;
    }

    boolean isStopped() {
        return goal instanceof Goal.Stopped;
    }

    /** Why the guest is stopped; empty while it runs. */
    Optional<Stop> stop() {
        return goal instanceof Goal.Stopped(Stop stop) ? Optional.of(stop) : Optional.empty();
    }

    /** The guest is stopped from the beginning; nobody is told. */
    void beginStopped() {
        goal = new Goal.Stopped(new Stop.Held());
    }

    void stopUnlessStopped(Stop stop) {
        if (!isStopped()) {
            stop(stop);
        }
    }

    /** Lets a stopped guest run on. */
    void resume() {
        leaveStop(new Goal.Free());
    }

    /** Lets a stopped guest execute steps. */
    void step(long steps) {
        leaveStop(new Goal.Steps(cpu.instructions + steps));
    }

    /** Sends a stopped guest on a journey. */
    void send(Journey journey) {
        leaveStop(new Goal.Free());
        travel(journey, journey.next());
    }

    /** The machine has been put into a saved state, between two instructions: the guest stops there. */
    void restored(String snapshot) {
        passing = null;
        delivered = false;
        rules.restored();
        stop(new Stop.Restored(snapshot));
    }

    // ---- running ----

    /** Lets the machine run to the next thing that concerns somebody. */
    void advance() {
        // Passed is the instruction that the guest was resumed on, not one that it has come to since.
        if (passing != null && passing.equals(here())) {
            machine.engine(0).passProbe();
            if (settled(true)) {
                return;
            }
        }
        StopReason reason = machine.run(runLimit());
        boolean asked = rules.unsettled();
        if (!asked || !settled(reason)) {
            follow(reason, asked);
        }
        delivered = false;
    }

    /** Does what a run's end asks for; {@code asked} says whether rules have had to do with it. */
    private void follow(StopReason reason, boolean asked) {
        switch (reason) {
            case StopReason.Interrupted() -> countSteps();
            case StopReason.InstructionLimit limit -> limitReached(limit);
            case StopReason.TimeLimit limit -> end = new RunEnd.Guest(limit);
            case StopReason.Probe(long linear) -> probeMet(linear, asked);
            case StopReason.Event(ProcessorEvent event) -> eventMet(event, asked);
            case StopReason.TripleFault fault -> died(fault, new Stop.TripleFault(fault.linear()));
            case StopReason.DeadHalt halt -> died(halt, new Stop.DeadHalt());
            case StopReason.PowerOff off -> end = new RunEnd.Guest(off);
            case StopReason.DebugExit exit -> end = new RunEnd.Guest(exit);
        }
    }

    private long runLimit() {
        return switch (goal) {
            case Goal.Steps(long until) -> Math.min(until, instructionLimit);
            case Goal.Travel(Journey _, Journey.Leg _, long until) -> Math.min(until, instructionLimit);
            case Goal.Free(), Goal.Stopped _ -> instructionLimit;
        };
    }

    private boolean stepping() {
        return goal instanceof Goal.Steps || goal instanceof Goal.Travel(Journey _, Journey.Leg leg, long _) && leg instanceof Journey.Leg.Step;
    }

    // A step that leads to a handler ends at its first instruction: somebody who steps wants to see that.
    private void delivered() {
        if (stepping() && !cpu.shutdown) {
            delivered = true;
            machine.interrupt();
            cpu.raise(Cpu.ATTENTION_STOP);
        }
    }

    private void countSteps() {
        switch (goal) {
            case Goal.Steps(long until) -> countSteps(delivered ? until - 1 : until);
            case Goal.Travel(Journey journey, Journey.Leg leg, long until) when leg instanceof Journey.Leg.Step -> {
                if (delivered) {
                    passing = null;
                    travel(journey, journey.delivered(stepFrom));
                } else if (cpu.instructions >= until) {
                    travel(journey, journey.next());
                }
            }
            case Goal.Travel _, Goal.Free(), Goal.Stopped _ -> { }
        }
    }

    private void countSteps(long until) {
        if (delivered) {
            passing = null;
        }
        if (cpu.instructions < until) {
            goal = new Goal.Steps(until);
        } else {
            stopAfterStep(new Stop.Stepped());
        }
    }

    private void limitReached(StopReason limit) {
        if (cpu.instructions >= instructionLimit) {
            end = new RunEnd.Guest(limit);
        } else {
            countSteps();
        }
    }

    // The engine may come back from a run before it has executed anything: then it meets the breakpoint of the start again.
    private void probeMet(long linear, boolean asked) {
        if (new Passing(linear, cpu.instructions).equals(passing)) {
            return;
        }
        if (goal instanceof Goal.Travel(Journey journey, Journey.Leg.To(List<Journey.Target> targets), long _)
                && targets.stream().anyMatch(target -> target.linear() == linear && target.stops(cpu))) {
            passing = here();
            travel(journey, journey.next());
        } else if (breakpoints.at(linear) || !asked) {
            stop(new Stop.Breakpoint(linear));
        } else {
            passing = linear == here().linear ? here() : null;
        }
    }

    private void eventMet(ProcessorEvent event, boolean asked) {
        if (!asked) {
            stop(new Stop.Event(event));
        }
    }

    // ---- rules ----

    /** Does what rules have left to do after a run; returns whether the guest has stopped. */
    private boolean settled(StopReason reason) {
        Rules.Outcome outcome = rules.settle();
        if (outcome.stops() && !(goal instanceof Goal.Stopped)) {
            boolean probe = reason instanceof StopReason.Probe;
            if (!probe && machine.engine(0).probes().any()) {
                // Stopped by an event, the guest stands on an instruction that may have rules of its own.
                machine.engine(0).passProbe();
                outcome = outcome.and(rules.settle());
            }
            OptionalLong breakpoint = reason instanceof StopReason.Probe(long linear) && breakpoints.at(linear) ? OptionalLong.of(linear) : OptionalLong.empty();
            stop(new Stop.RulesHit(outcome.hits(), breakpoint, outcome.failures()));
        }
        return goal instanceof Goal.Stopped || end != null;
    }

    /** Does what rules have left to do that stop nobody now; returns whether the guest has stopped all the same. */
    private boolean settled(boolean passed) {
        if (rules.unsettled()) {
            Rules.Outcome outcome = rules.settle();
            if (!outcome.failures().isEmpty() || !passed && outcome.stops()) {
                stop(new Stop.RulesHit(passed ? List.of() : outcome.hits(), OptionalLong.empty(), outcome.failures()));
            }
        }
        return goal instanceof Goal.Stopped || end != null;
    }

    /** A step has come to its end: the rules of the instruction that is next are met there, as breakpoints are in gdb. */
    private void stopAfterStep(Stop stop) {
        if (machine.engine(0).probes().any()) {
            machine.engine(0).passProbe();
            if (settled(false)) {
                return;
            }
        }
        stop(stop);
    }

    // ---- journeys ----

    private void travel(Journey journey, Journey.Leg leg) {
        leave();
        switch (leg) {
            case Journey.Leg.End(Stop stop) -> stopAfterStep(stop);
            case Journey.Leg.Step() -> {
                stepFrom = new Journey.Target(here().linear, StackGuard.here(cpu));
                goal = new Goal.Travel(journey, leg, cpu.instructions + 1);
            }
            case Journey.Leg.To(List<Journey.Target> targets) -> {
                targets.forEach(target -> machine.engine(0).probes().arm(target.linear(), target));
                goal = new Goal.Travel(journey, leg, Long.MAX_VALUE);
            }
        }
    }

    /** Takes away what the journey under way has armed. */
    private void leave() {
        if (goal instanceof Goal.Travel(Journey _, Journey.Leg.To(List<Journey.Target> targets), long _)) {
            targets.forEach(target -> machine.engine(0).probes().disarm(target.linear(), target));
        }
    }

    private void died(StopReason reason, Stop stop) {
        if (!heard.getAsBoolean() || wasDead) {
            end = new RunEnd.Guest(reason);
        } else {
            stop(stop);
        }
    }

    private void stop(Stop stop) {
        leave();
        goal = new Goal.Stopped(stop);
        stopped.accept(stop);
    }

    private Passing here() {
        return new Passing(cpu.segments.effectiveBase[Instruction.CS] + cpu.rip & cpu.linearMask, cpu.instructions);
    }

    private void leaveStop(Goal next) {
        if (!(goal instanceof Goal.Stopped(Stop last))) {
            return;
        }
        if (cpu.codeSize != 64) {
            cpu.rip &= 0xFFFFFFFFL;
        }
        rules.settle();
        cpu.events.takeStop();
        cpu.events.compareFromHere();
        passing = machine.engine(0).probes().any() ? here() : null;
        wasDead = cpu.shutdown && last instanceof Stop.TripleFault || cpu.halted && last instanceof Stop.DeadHalt;
        goal = next;
    }
}
