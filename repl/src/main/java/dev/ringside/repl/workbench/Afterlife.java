package dev.ringside.repl.workbench;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** Lets a machine be looked at when its run is over: its thread goes on serving, so that a dead guest can be examined. */
public final class Afterlife {
    private final BlockingQueue<FutureTask<?>> requests = new LinkedBlockingQueue<>();
    private volatile Thread server;
    private boolean closed;

    /** Serves until {@link #close}. On the thread that ran the machine. */
    public void serve() {
        server = Thread.currentThread();
        try {
            while (!closed) {
                requests.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #serve}. From any thread. */
    public void close() {
        requests.add(new FutureTask<>(() -> closed = true));
    }

    <T> T call(Supplier<T> task) {
        if (Thread.currentThread() == server) {
            return task.get();
        }
        FutureTask<T> request = new FutureTask<>(task::get);
        requests.add(request);
        try {
            return request.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
