package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.RunControl;
import dev.ringside.emulator.debug.RunEnd;
import dev.ringside.emulator.debug.RunEndedException;
import dev.ringside.emulator.debug.RunListener;
import dev.ringside.emulator.debug.Stop;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Lets the guest run and hears of its stops, for the thread of the prompt. */
public final class Running implements RunListener {
    /** What a run comes to. */
    public sealed interface Event {
        /** The guest has stopped and could go on. */
        record Stopped(Stop stop) implements Event {}

        /** The guest has ended. */
        record Ended(RunEnd end) implements Event {}
    }

    /** Whom the keys are for while the guest runs in the foreground. */
    public enum Keys {
        /** Nobody: they wait for the prompt; Ctrl-C stops the guest. */
        PROMPT,
        /** The guest's console; Ctrl-C stops the guest. */
        GUEST,
        /** The guest's console, Ctrl-C too; Ctrl-A d stops the guest. */
        GUEST_ALL
    }

    /** How somebody at a terminal waits for the guest. */
    @FunctionalInterface
    public interface Waiting {
        /** Prepares the terminal, starts the guest, returns the first event; takes keys meanwhile as it is told. */
        Event await(Runnable start, BlockingQueue<Event> events, Keys keys) throws InterruptedException;
    }

    private final RunControl control;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Waiting waiting = (start, queue, keys) -> {
        start.run();
        return queue.take();
    };
    private volatile boolean foreground;
    private volatile RunEnd end;
    private volatile Consumer<Event> unawaited = event -> {};

    Running(RunControl control) {
        this.control = control;
        control.attach(this);
    }

    /** Sets how the prompt's thread waits. */
    public void waitBy(Waiting newWaiting) {
        waiting = newWaiting;
    }

    /** Sets who hears, on the machine's thread, of an event that no command waits for. */
    public void onUnawaited(Consumer<Event> listener) {
        unawaited = listener;
    }

    @Override
    public void stopped(Stop stop) {
        happened(new Event.Stopped(stop));
    }

    @Override
    public void ended(RunEnd newEnd) {
        end = newEnd;
        happened(new Event.Ended(newEnd));
    }

    private void happened(Event event) {
        if (foreground) {
            events.add(event);
        } else {
            unawaited.accept(event);
        }
    }

    /** How the run ended, if it has. */
    public Optional<RunEnd> end() {
        return Optional.ofNullable(end);
    }

    /**
     * Starts the guest and waits until it stops or ends. On the prompt's thread.
     *
     * @param start lets it run, in some way
     */
    public Event foreground(Consumer<RunControl> start, Keys keys) {
        refuseWhenOver();
        events.clear();
        foreground = true;
        try {
            return waiting.await(() -> start.accept(control), events, keys);
        } catch (RunEndedException e) {
            throw new CommandException("the guest has ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        } finally {
            foreground = false;
        }
    }

    /** Starts the guest and does not wait. */
    public void background(Consumer<RunControl> start) {
        refuseWhenOver();
        start.accept(control);
    }

    /** Stops the guest, if it runs, as Ctrl-C does. From any thread but the machine's. */
    public void interrupt() {
        try {
            control.interrupt();
        } catch (RunEndedException e) {
            // It has ended by itself meanwhile, and the event says so.
            return;
        }
    }

    private void refuseWhenOver() {
        if (end != null) {
            throw new CommandException("the guest has ended");
        }
    }
}
