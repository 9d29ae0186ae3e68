package dev.ringside.emulator.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * When code is promoted from the interpreter to translated units, and by whom. Neither changes anything that the guest could see.
 *
 * @param threshold how often a block runs before it is hot; 0: at once
 * @param promotion carries out the making of a unit's code; until that has been done the interpreter goes on
 * @param dumps is told of every unit
 */
record Tiers(int threshold, Executor promotion, PhaseDumps dumps) {
    private static final int IDLE_SECONDS = 5;

    /** The processor's thread waits for its units: when they are made depends on nothing but the guest. */
    static Tiers atOnce(int threshold, PhaseDumps dumps) {
        return new Tiers(threshold, Runnable::run, dumps);
    }

    /** A thread of its own makes units; it is there only while there are some to make. */
    static Tiers inBackground(int threshold) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "ringside-translator");
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
        return new Tiers(threshold, executor, PhaseDumps.NONE);
    }
}
