package dev.ringside.repl.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.IntConsumer;

/** COM1 over a pair of byte streams: standard input and output, a file, a socket. Bytes pass unchanged. */
final class StreamConsole implements SerialConsole {
    private final String name;
    private final InputStream in;
    private final OutputStream out;
    private final Closeable end;
    private Runnable quit = () -> {};
    private IOException failure;

    /**
     * A console.
     *
     * @param name names it in messages
     * @param in   where input comes from
     * @param out  takes output, byte by byte: it should not hold bytes back from a person
     * @param end  closes what has to be closed
     */
    StreamConsole(String name, InputStream in, OutputStream out, Closeable end) {
        this.name = name;
        this.in = in;
        this.out = out;
        this.end = end;
    }

    @Override
    public void start(IntConsumer input, Runnable newQuit) {
        quit = newQuit;
        Thread.ofPlatform().daemon().name("com1 input").start(() -> read(input));
    }

    private void read(IntConsumer input) {
        try {
            for (int value = in.read(); value >= 0; value = in.read()) {
                input.accept(value);
            }
        } catch (IOException _) {
            // As at the end of the input: the guest simply hears nothing more.
        }
    }

    @Override
    public void accept(int value) {
        if (failure != null) {
            return;
        }
        try {
            out.write(value);
        } catch (IOException e) {
            failure = new IOException(name + ": " + e.getMessage());
            quit.run();
        }
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
