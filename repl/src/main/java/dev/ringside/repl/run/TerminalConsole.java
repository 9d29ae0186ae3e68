package dev.ringside.repl.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * COM1 on a terminal. The terminal is raw: every key, Ctrl-C too, goes to the guest, but for those after {@link EscapeKeys Ctrl-A}.
 */
final class TerminalConsole implements SerialConsole {
    private final Terminal terminal;
    private final StreamConsole streams;
    private final EscapeKeys keys;

    /**
     * Takes over the process's terminal.
     *
     * @param in  standard input
     * @param out standard output
     */
    TerminalConsole(InputStream in, OutputStream out, EscapeKeys keys) throws IOException {
        this.keys = keys;
        // Nothing but the guest asks the terminal questions: an answer that comes late would be keys for the guest.
        terminal = TerminalBuilder.builder().system(true).nativeSignals(false).graphemeCluster(false).build();
        var raw = new Attributes(terminal.getAttributes());
        raw.setLocalFlag(Attributes.LocalFlag.ICANON, false);
        raw.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        raw.setLocalFlag(Attributes.LocalFlag.IEXTEN, false);
        raw.setInputFlag(Attributes.InputFlag.ICRNL, false);
        raw.setInputFlag(Attributes.InputFlag.INLCR, false);
        raw.setInputFlag(Attributes.InputFlag.IXON, false);
        raw.setControlChar(Attributes.ControlChar.VMIN, 1);
        raw.setControlChar(Attributes.ControlChar.VTIME, 0);
        terminal.setAttributes(raw);
        streams = new StreamConsole("standard output", in, out, () -> {});
    }

    @Override
    public void start(IntConsumer input, Runnable quit) {
        streams.start(value -> keys.key(value, input, quit), quit);
    }

    @Override
    public void accept(int value) {
        streams.accept(value);
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public Optional<IOException> failure() {
        return streams.failure();
    }

    /** Puts the terminal's attributes back. When the process is told to end, JLine's shutdown hook may have done so before. */
    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
