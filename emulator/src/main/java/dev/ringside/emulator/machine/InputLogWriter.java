package dev.ringside.emulator.machine;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Writes the log of inputs, for {@link InputQueue#record}. The file is text: the line {@code ringside inputs 1}, then a line for
 * each input: virtual time in ns, retired instructions, channel and value, in decimal, with one space between. Lines reach the
 * file as they come, so that a run which is killed leaves a log that can be replayed.
 */
public final class InputLogWriter implements Consumer<Input>, AutoCloseable {
    static final String HEADER = "ringside inputs 1";

    private final BufferedWriter out;

    /**
     * Begins a log, in place of a file that was there.
     *
     * @throws IOException when the file cannot be written
     */
    public InputLogWriter(Path path) throws IOException {
        out = Files.newBufferedWriter(path, StandardCharsets.US_ASCII);
        out.write(HEADER + "\n");
        out.flush();
    }

    /**
     * Adds an input.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    @Override
    public void accept(Input input) {
        try {
            out.write(input.virtualTime() + " " + input.instructions() + " " + input.channel() + " " + input.value() + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
