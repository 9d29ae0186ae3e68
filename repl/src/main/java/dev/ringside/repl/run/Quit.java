package dev.ringside.repl.run;

import dev.ringside.emulator.debug.RunControl;
import dev.ringside.emulator.debug.RunEndedException;
import dev.ringside.emulator.machine.Machine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run from outside: when its host time is over, when the person at the console asks for it, and when the process is told to
 * end (Ctrl-C without a terminal, SIGTERM), in which case its files are still closed in order.
 */
final class Quit implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final Machine machine;
    private final RunControl control;
    private final Thread runner = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::processEnds, "end of process");
    private volatile Runnable alsoAtEnd = () -> {};
    private volatile boolean timedOut;
    private volatile boolean running = true;

    /** Watches over the run of a session on {@code machine} by the present thread. */
    Quit(Machine machine, RunControl control, Optional<Duration> timeout) {
        this.machine = machine;
        this.control = control;
        Runtime.getRuntime().addShutdownHook(hook);
        timeout.ifPresent(time -> Thread.ofPlatform().daemon().name("timeout").start(() -> expire(time)));
    }

    /** Ends the run soon; from any thread. */
    void ask() {
        machine.interrupt();
        // A machine that idles at a terminal sleeps between looks at its interrupt.
        if (running && Thread.currentThread() != runner) {
            runner.interrupt();
        }
        try {
            control.kill();
        } catch (RunEndedException _) {
            // It has ended by itself meanwhile.
        }
    }

    /** Sets what else has to be told when the process is told to end. */
    void alsoAtEnd(Runnable what) {
        alsoAtEnd = what;
    }

    /** Whether the run's host time was over. */
    boolean timedOut() {
        return timedOut;
    }

    /** The machine has stopped. The runner's interrupt is taken back: files that are used with it set would close. */
    void ended() {
        running = false;
        Thread.interrupted();
    }

    @Override
    public void close() {
        ended();
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending already, and that is why the run ended.
        }
    }

    private void expire(Duration time) {
        try {
            Thread.sleep(time);
            timedOut = true;
            ask();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void processEnds() {
        ask();
        alsoAtEnd.run();
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
