package dev.ringside.repl.run;

import java.time.Duration;

/**
 * Keeps the process near the size of what it uses. The Java heap may grow to most of the host's memory, because guests are large; left to
 * itself the collector lets what has died in the old part of it lie there until that is full. A guest that works for hours, with new
 * code all the time, would so take gigabytes.
 */
final class HeapWatch implements AutoCloseable {
    /** Bytes that may have been added since it was last known what is in use. */
    static final long SLACK = 64L << 20;

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Thread thread = Thread.ofPlatform().daemon().name("heap watch").unstarted(this::watch);
    private long settled;

    /** A watch that takes {@code used} bytes for what is in use now. */
    HeapWatch(long used) {
        this.settled = used;
    }

    /** Watches this process until it is closed. */
    static HeapWatch start() {
        HeapWatch watch = new HeapWatch(used());
        watch.thread.start();
        return watch;
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
                if (due(used())) {
                    System.gc();
                    settle(used());
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    /** Whether it is time to collect, with {@code used} bytes on the heap. */
    boolean due(long used) {
        return used - settled > SLACK;
    }

    /** After a collection {@code used} bytes are left: those are in use. */
    void settle(long used) {
        settled = used;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
