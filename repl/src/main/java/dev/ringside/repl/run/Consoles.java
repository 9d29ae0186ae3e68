package dev.ringside.repl.run;

import dev.ringside.repl.UserError;
import dev.ringside.repl.options.Endpoint;
import dev.ringside.repl.options.SerialTarget;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.util.function.Consumer;

/** Opens what {@code --serial} names. */
final class Consoles {
    private Consoles() {}

    static SerialConsole open(SerialTarget target, Consumer<String> diagnostics) throws IOException {
        return switch (target) {
            case SerialTarget.Stdio() -> stdio(diagnostics);
            case SerialTarget.ToFile(var path) -> {
                var out = new BufferedOutputStream(Files.newOutputStream(path));
                yield new StreamConsole(path.toString(), InputStream.nullInputStream(), out, out);
            }
            case SerialTarget.Tcp(var address) -> tcp(address);
            case SerialTarget.Nowhere() ->
                new StreamConsole("null", InputStream.nullInputStream(), OutputStream.nullOutputStream(), () -> {});
        };
    }

    /** Straight to the file descriptors: System.out would hold bytes back and swallow failures. */
    private static SerialConsole stdio(Consumer<String> diagnostics) throws IOException {
        var out = new FileOutputStream(FileDescriptor.out);
        var in = new FileInputStream(FileDescriptor.in);
        boolean terminal = System.console() != null && System.console().isTerminal();
        return terminal ? new TerminalConsole(in, out, new EscapeKeys(diagnostics))
            : new StreamConsole("standard output", in, out, () -> {});
    }

    private static SerialConsole tcp(Endpoint address) throws IOException {
        Socket socket;
        try {
            socket = new Socket(address.host(), address.port());
        } catch (IOException e) {
            throw new UserError("--serial: cannot connect to " + address.host() + ":" + address.port() + ": " + e.getMessage());
        }
        socket.setTcpNoDelay(true);
        return new StreamConsole(address.host() + ":" + address.port(), socket.getInputStream(), socket.getOutputStream(), socket);
    }
}
