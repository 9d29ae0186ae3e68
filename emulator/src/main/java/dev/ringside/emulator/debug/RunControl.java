package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import java.util.List;
import java.util.Optional;
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
    }

    private final Machine machine;
    private final Cpu cpu;
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

    /** A breakpoint that the guest has been resumed on, and when: it is not met again before an instruction has executed. */
    private record Passing(long linear, long instructions) {}

    RunControl(Machine machine) {
        this.machine = machine;
        this.cpu = machine.cpu(0);
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
        }
        switch (machine.run(runLimit())) {
            case StopReason.Interrupted() -> countSteps();
            case StopReason.InstructionLimit limit -> limitReached(limit);
            case StopReason.TimeLimit limit -> end = new RunEnd.Guest(limit);
            case StopReason.Probe(long linear) -> probeMet(linear);
            case StopReason.Event(ProcessorEvent event) -> stop(new Stop.Event(event));
            case StopReason.TripleFault fault -> died(fault, new Stop.TripleFault(fault.linear()));
            case StopReason.DeadHalt halt -> died(halt, new Stop.DeadHalt());
            case StopReason.PowerOff off -> end = new RunEnd.Guest(off);
            case StopReason.DebugExit exit -> end = new RunEnd.Guest(exit);
        }
        delivered = false;
    }

    private long runLimit() {
        return goal instanceof Goal.Steps(long until) ? Math.min(until, instructionLimit) : instructionLimit;
    }

    // A step that leads to a handler ends at its first instruction: somebody who steps wants to see that.
    private void delivered() {
        if (goal instanceof Goal.Steps && !cpu.shutdown) {
            delivered = true;
            machine.interrupt();
            cpu.raise(Cpu.ATTENTION_STOP);
        }
    }

    private void countSteps() {
        if (!(goal instanceof Goal.Steps(long until))) {
            return;
        }
        if (delivered) {
            until--;
            passing = null;
        }
        if (cpu.instructions < until) {
            goal = new Goal.Steps(until);
        } else {
            stop(new Stop.Stepped());
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
    private void probeMet(long linear) {
        if (!new Passing(linear, cpu.instructions).equals(passing)) {
            stop(new Stop.Breakpoint(linear));
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
        passing = machine.engine(0).probes().at(here().linear) ? here() : null;
        wasDead = cpu.shutdown && last instanceof Stop.TripleFault || cpu.halted && last instanceof Stop.DeadHalt;
        goal = next;
    }
}
