package dev.ringside.emulator.debug;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What threads ask the machine's thread to do between two instructions. */
final class Requests {
    private final BlockingQueue<FutureTask<?>> queue = new LinkedBlockingQueue<>();
    private final Runnable wake;
    private Thread runner;
    private boolean closed;

    /** @param wake makes the machine's thread look here soon */
    Requests(Runnable wake) {
        this.wake = wake;
    }

    /** The calling thread is the machine's from now on. */
    synchronized void open() {
        runner = Thread.currentThread();
    }

    /** Nobody serves any more. */
    synchronized void close() {
        closed = true;
        queue.forEach(request -> request.cancel(false));
        queue.clear();
        runner = null;
    }

    /** Does what was asked; with {@code wait} there is something in any case. What comes when it is {@code over} is refused. */
    void serve(boolean wait, BooleanSupplier over) throws InterruptedException {
        FutureTask<?> request = wait ? queue.take() : queue.poll();
        while (request != null && !over.getAsBoolean()) {
            request.run();
            request = queue.poll();
        }
        if (request != null) {
            request.cancel(false);
        }
    }

    /** See {@link RunControl#call}. */
    <T> T call(Supplier<T> task) {
        FutureTask<T> request = new FutureTask<>(task::get);
        synchronized (this) {
            if (closed) {
                throw new RunEndedException();
            }
            if (Thread.currentThread() == runner) {
                return task.get();
            }
            queue.add(request);
        }
        wake.run();
        return await(request);
    }

    /** Asks and does not wait; nothing happens when nobody serves any more. */
    void post(Runnable task) {
        synchronized (this) {
            if (closed) {
                return;
            }
            queue.add(new FutureTask<>(task, null));
        }
        wake.run();
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
}
