package dev.ringside.repl.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Standard output that knows whether it took everything: {@link PrintWriter} alone would keep that to itself. */
public final class StandardOutput {
    private final OutputStream file;
    private final PrintWriter writer;
    private IOException failure;

    /** The process's own. */
    public StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream file) {
        this.file = file;
        writer = new PrintWriter(new Watched(), true, StandardCharsets.UTF_8);
    }

    /** Takes text. */
    public PrintWriter writer() {
        return writer;
    }

    /**
     * Says when something written is lost. A reader that had enough, as {@code head}, is no failure.
     *
     * @return {@code exitCode}, or that of a file that cannot be used
     */
    public int end(int exitCode, PrintWriter err) {
        writer.flush();
        Optional<String> lost = Optional.ofNullable(failure).map(IOException::getMessage).filter(text -> !text.equals("Broken pipe"));
        lost.ifPresent(text -> err.println("ringside: standard output: " + text));
        return lost.isPresent() && exitCode == ExitCode.OK ? ExitCode.USER_ERROR : exitCode;
    }

    private final class Watched extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (failure != null) {
                return;
            }
            try {
                file.write(bytes, offset, count);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
