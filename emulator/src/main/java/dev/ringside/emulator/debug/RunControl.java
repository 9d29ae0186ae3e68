package dev.ringside.emulator.debug;

import dev.ringside.emulator.debug.rule.Rules;
import dev.ringside.emulator.machine.Machine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Starts and stops a machine. One thread, the machine's, calls {@link #run} and stays in it; front ends on other threads ask
 * through {@link #call}, which lets the machine's thread do the work between two instructions. So nothing here needs a lock, and
 * a front end that looks at the machine inside {@code call} sees it whole.
 */
public final class RunControl {
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    private final Requests requests;
    private final RunLoop loop;
    private final Journeys journeys;

    RunControl(Machine machine, Rules rules, Breakpoints breakpoints, CallerFinder callers) {
        this.requests = new Requests(machine::interrupt);
        this.loop = new RunLoop(machine, rules, breakpoints, stop -> listeners.forEach(listener -> listener.stopped(stop)), () -> !listeners.isEmpty());
        this.journeys = new Journeys(machine.cpu(0), callers);
    }

    // ---- the machine's thread ----

    /**
     * Runs the guest and serves front ends until the guest ends, a front end {@linkplain #kill ends} the run, or {@code limit}
     * instructions have retired since power-up.
     */
    public RunEnd run(long limit) {
        requests.open();
        loop.limit(limit);
        try {
            while (loop.end() == null) {
                serve();
                if (loop.end() == null && !loop.isStopped()) {
                    loop.advance();
                }
            }
            listeners.forEach(listener -> listener.ended(loop.end()));
            return loop.end();
        } finally {
            requests.close();
        }
    }

    /** Serves what was asked; while stopped, waits for it. */
    private void serve() {
        try {
            requests.serve(loop.isStopped(), () -> loop.end() != null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            loop.end(new RunEnd.Killed());
        }
    }

    // ---- for front ends ----

    /**
     * Has the machine's thread do something between two instructions, and waits for it. The guest may be running or stopped. On
     * the machine's thread itself it is done at once. When nobody runs the machine yet, it is done when somebody does.
     *
     * @throws RunEndedException when the run is over
     */
    public <T> T call(Supplier<T> task) {
        return requests.call(task);
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
        loop.beginStopped();
    }

    /** Stops the guest, if it runs, so that a front end can look. */
    public void hold() {
        tell(() -> loop.stopUnlessStopped(new Stop.Held()));
    }

    /** Stops the guest, if it runs: Ctrl-C. */
    public void interrupt() {
        tell(() -> loop.stopUnlessStopped(new Stop.Interrupted()));
    }

    /** Why the guest is stopped; empty while it runs. On the machine's thread. */
    public Optional<Stop> stop() {
        return loop.stop();
    }

    /** Lets the guest run on, if it is stopped. */
    public void resume() {
        tell(loop::resume);
    }

    /**
     * Lets the guest execute {@code steps} (at least 1) steps, if it is stopped. A step is one instruction, one iteration of a
     * repeated one, or the delivery of one exception or interrupt.
     */
    public void step(long steps) {
        tell(() -> loop.step(steps));
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
            if (loop.isStopped()) {
                loop.send(journey.get());
            }
        });
    }

    /** The machine has been put into a saved state, between two instructions: the guest stops there. */
    void restored(String snapshot) {
        loop.restored(snapshot);
    }

    /** Ends the run soon, if it is not over. Does not wait, so that anybody may call it at any time. */
    public void kill() {
        requests.post(() -> loop.end(new RunEnd.Killed()));
    }
}
