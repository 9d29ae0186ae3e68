package dev.ringside.emulator.engine;

/**
 * What executes the code of one processor. All engines give the same results, bit for bit: the same registers and memory
 * at the same instruction count, interrupts and faults at the same instruction, stops at exactly the limit.
 */
public interface Engine {
    /** Why {@link #run} came back. */
    enum Exit {
        /** The instruction limit is reached, or the guest has long got nowhere: its handlers fault for ever. */
        LIMIT,
        /** The processor waits in HLT and nothing it may take is pending. */
        HALTED,
        /** A triple fault shut the processor down. */
        SHUTDOWN,
        /** The next instruction has an armed {@link Probes probe}. */
        PROBE,
        /** A device or front end asked for a stop ({@code ATTENTION_STOP}). */
        STOPPED
    }

    /**
     * Runs until the processor has retired {@code limit} instructions in all, or something else ends the run. When it is
     * already at the limit it returns at once, without taking interrupts.
     */
    Exit run(long limit);

    /**
     * Runs the next piece of code as the engine would cut it by itself: the interpreter one block, a translator one call of a
     * translated unit; what it runs together. It comes back right after an instruction has retired, never right after the
     * delivery of an exception or interrupt, so that another engine run to the same count is in the same state. At least one
     * instruction has then retired, unless something else ends the run, and never more than {@code limit} allows.
     */
    Exit runUnit(long limit);

    /**
     * Lets the instruction that is next now run although it has a probe; when it comes again the probe holds again. Conditions that have
     * not been asked for it yet are asked now, and what they say is ignored.
     */
    void passProbe();

    /** The probes that this engine honours. */
    Probes probes();

    /** Gives back what it holds of the machine, for another engine to take its place; it cannot run any more. */
    void close();

    /** What it has done so far. */
    EngineStatistics statistics();
}
