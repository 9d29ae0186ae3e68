package dev.ringside.repl.run;

import dev.ringside.repl.workbench.shell.GuestScreen;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jline.terminal.Terminal;

/** COM1 on the terminal that the prompt uses too. Keys come from the prompt's side. */
record ScreenConsole(Terminal terminal, GuestScreen screen) implements SerialConsole {
    @Override
    public void start(IntConsumer input, Runnable quit) {}

    @Override
    public void accept(int value) {
        screen.accept(value);
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public Optional<IOException> failure() {
        // A terminal that is gone has ended the run already, and nobody is there to be told.
        return Optional.empty();
    }

    /** Puts the terminal's attributes back. When the process is told to end, JLine's shutdown hook may have done so before. */
    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
