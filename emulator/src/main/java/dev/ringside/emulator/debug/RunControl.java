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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Starts and stops a machine. One thread, the machine's, calls {@link #run} and stays in it; front ends on other threads ask
 * through {@link #call}, which lets the machine's thread do the work between two instructions. So nothing here needs a lock, and
 * a front end that looks at the machine inside {@code call} sees it whole.
 */
public final class RunControl {
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
    private final Journeys journeys;
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<FutureTask<?>> requests = new LinkedBlockingQueue<>();
    private Goal goal = new Goal.Free();
    private Thread runner;
    private boolean closed;
    private RunEnd end;
    private long instructionLimit;
    private boolean delivered;
    private Passing passing;
    private boolean wasDead;

    // Where the step under way began.
    private Journey.Target stepFrom;

    /** A breakpoint that the guest has been resumed on, and when: it is not met again before an instruction has executed. */
    private record Passing(long linear, long instructions) {}

    RunControl(Machine machine, Rules rules, Breakpoints breakpoints, CallerFinder callers) {
        this.machine = machine;
        this.cpu = machine.cpu(0);
        this.rules = rules;
        this.breakpoints = breakpoints;
        this.journeys = new Journeys(cpu, callers);
        cpu.delivered = this::delivered;
    }

    // ---- the machine's thread ----

    /**
     * Runs the guest and serves front ends until the guest ends, a front end {@linkplain #kill ends} the run, or {@code limit}
     * instructions have retired since power-up.
     */
    public RunEnd run(long limit) {
        synchronized (this) {
            runner = Thread.currentThread();
        }
        instructionLimit = limit;
        try {
            while (end == null) {
                serve();
                if (end == null && !(goal instanceof Goal.Stopped)) {
                    advance();
                }
            }
            listeners.forEach(listener -> listener.ended(end));
            return end;
        } finally {
            close();
        }
    }

    /** Serves what was asked; while stopped, waits for it. */
    private void serve() {
        try {
            FutureTask<?> request = goal instanceof Goal.Stopped ? requests.take() : requests.poll();
            while (request != null && end == null) {
                request.run();
                request = requests.poll();
            }
            if (request != null) {
                request.cancel(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = new RunEnd.Killed();
        }
    }

    private synchronized void close() {
        closed = true;
        requests.forEach(request -> request.cancel(false));
        requests.clear();
        runner = null;
    }

    /** Lets the machine run to the next thing that concerns somebody. */
    private void advance() {
        // Passed is the instruction that the guest was resumed on, not one that it has come to since.
        if (passing != null && passing.equals(here())) {
            machine.engine(0).passProbe();
            if (settled(true)) {
                return;
            }
        }
        StopReason reason = machine.run(runLimit());
        boolean asked = rules.unsettled();
        if (asked && settled(reason)) {
            return;
        }
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
        delivered = false;
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
        boolean probe = reason instanceof StopReason.Probe;
        if (outcome.stops() && !(goal instanceof Goal.Stopped)) {
            OptionalLong breakpoint = reason instanceof StopReason.Probe(long linear) && breakpoints.at(linear) ? OptionalLong.of(linear) : OptionalLong.empty();
            passing = probe ? here() : passing;
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
        if (listeners.isEmpty() || wasDead) {
            end = new RunEnd.Guest(reason);
        } else {
            stop(stop);
        }
    }

    private void stop(Stop stop) {
        leave();
        goal = new Goal.Stopped(stop);
        listeners.forEach(listener -> listener.stopped(stop));
    }

    // ---- for front ends ----

    /**
     * Has the machine's thread do something between two instructions, and waits for it. The guest may be running or stopped. On
     * the machine's thread itself it is done at once. When nobody runs the machine yet, it is done when somebody does.
     *
     * @throws RunEndedException when the run is over
     */
    public <T> T call(Supplier<T> task) {
        FutureTask<T> request = new FutureTask<>(task::get);
        synchronized (this) {
            if (closed) {
                throw new RunEndedException();
            }
            if (Thread.currentThread() == runner) {
                return task.get();
            }
            requests.add(request);
        }
        machine.interrupt();
        return await(request);
    }

    private static <T> T await(FutureTask<T> request) {
        try {
            return request.get();
        } catch (CancellationException e) {
            throw new RunEndedException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunEndedException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void tell(Runnable task) {
        call(() -> {
            task.run();
            return null;
        });
    }

    /** From now on {@code listener} hears of stops. While anybody listens, a guest that has died stops before the run ends. */
    public void attach(RunListener listener) {
        listeners.add(listener);
    }

    /** {@code listener} hears no more. */
    public void detach(RunListener listener) {
        listeners.remove(listener);
    }

    /**
     * Lets {@link #run} begin with the guest stopped at its first instruction. From the thread that is going to call it.
     */
    public void holdAtStart() {
        goal = new Goal.Stopped(new Stop.Held());
    }

    /** Stops the guest, if it runs, so that a front end can look. */
    public void hold() {
        tell(() -> stopUnlessStopped(new Stop.Held()));
    }

    /** Stops the guest, if it runs: Ctrl-C. */
    public void interrupt() {
        tell(() -> stopUnlessStopped(new Stop.Interrupted()));
    }

    private void stopUnlessStopped(Stop stop) {
        if (!(goal instanceof Goal.Stopped)) {
            stop(stop);
        }
    }

    /** Why the guest is stopped; empty while it runs. On the machine's thread. */
    public Optional<Stop> stop() {
        return goal instanceof Goal.Stopped(Stop stop) ? Optional.of(stop) : Optional.empty();
    }

    /** Lets the guest run on, if it is stopped. */
    public void resume() {
        tell(() -> leaveStop(new Goal.Free()));
    }

    /**
     * Lets the guest execute {@code steps} (at least 1) steps, if it is stopped. A step is one instruction, one iteration of a
     * repeated one, or the delivery of one exception or interrupt.
     */
    public void step(long steps) {
        tell(() -> leaveStop(new Goal.Steps(cpu.instructions + steps)));
    }

    /**
     * Like {@link #step}, but a call, an INT, a SYSCALL and a repeated instruction is one step, and handlers of interrupts and exceptions
     * that come in between run by themselves.
     */
    public void stepOver(long steps) {
        send(() -> journeys.over(steps));
    }

    /** Steps over, at least once, until an instruction at a higher address or until the function has returned: out of a loop. */
    public void until() {
        send(journeys::onward);
    }

    /** Lets the guest run to an instruction, or until the current function returns, if that can be told. */
    public void advanceTo(long linear) {
        send(() -> journeys.to(linear, true));
    }

    /** Lets the guest run to an instruction. */
    public void runTo(long linear) {
        send(() -> journeys.to(linear, false));
    }

    /**
     * Lets the guest run until the current function has returned.
     *
     * @throws RefusedException when nobody can tell where it returns to
     */
    public void finish() throws RefusedException {
        Optional<RefusedException> refused = call(() -> {
            try {
                Journey journey = journeys.finish();
                send(() -> journey);
                return Optional.empty();
            } catch (RefusedException e) {
                return Optional.of(e);
            }
        });
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    /**
     * Steps by source lines: to where another line's code begins. Functions without lines are looked through.
     *
     * @param over whether functions with lines are looked through, too
     */
    public void stepLines(long steps, boolean over, LineTable lines) {
        send(() -> journeys.lines(steps, over, lines));
    }

    private void send(Supplier<Journey> journey) {
        tell(() -> {
            if (goal instanceof Goal.Stopped) {
                Journey way = journey.get();
                leaveStop(new Goal.Free());
                travel(way, way.next());
            }
        });
    }

    /** The machine has been put into a saved state, between two instructions: the guest stops there. */
    void restored(String snapshot) {
        passing = null;
        delivered = false;
        rules.restored();
        stop(new Stop.Restored(snapshot));
    }

    /** Ends the run soon, if it is not over. Does not wait, so that anybody may call it at any time. */
    public void kill() {
        FutureTask<Void> request = new FutureTask<>(() -> end = new RunEnd.Killed(), null);
        synchronized (this) {
            if (closed) {
                return;
            }
            requests.add(request);
        }
        machine.interrupt();
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
