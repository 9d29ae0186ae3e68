package dev.ringside.repl.run;

import dev.ringside.emulator.device.serial.ByteSink;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntConsumer;

/** What COM1 leads to. Output comes from the machine's thread; input is offered from a thread of the console's own. */
interface SerialConsole extends ByteSink, AutoCloseable {
    /**
     * Begins to take input.
     *
     * @param input takes each byte, from any thread
     * @param quit  to be called when the person at the console wants to end the run, or nobody takes the output any more
     */
    void start(IntConsumer input, Runnable quit);

    /** Whether a person sits at it, who wants to see the guest's clock run at its own pace. */
    boolean interactive();

    /** What went wrong with the output, if anything did. */
    Optional<IOException> failure();

    @Override
    void close() throws IOException;
}
