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

/** Opens what {@code --serial} names. */
final class Consoles {
    private Consoles() {}

    /** Whether standard input and output are a person's terminal. */
    static boolean terminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /**
     * What a target is, where it is no terminal.
     *
     * @param in whether standard input is for the guest; otherwise it is for the prompt
     */
    static SerialConsole open(SerialTarget target, boolean in) throws IOException {
        return switch (target) {
            // Straight to the file descriptors: System.out would hold bytes back and swallow failures.
            case SerialTarget.Stdio() -> new StreamConsole("standard output",
                in ? new FileInputStream(FileDescriptor.in) : InputStream.nullInputStream(), new FileOutputStream(FileDescriptor.out), () -> {});
            case SerialTarget.ToFile(var path) -> {
                var out = new BufferedOutputStream(Files.newOutputStream(path));
                yield new StreamConsole(path.toString(), InputStream.nullInputStream(), out, out);
            }
            case SerialTarget.Tcp(var address) -> tcp(address);
            case SerialTarget.Nowhere() ->
                new StreamConsole("null", InputStream.nullInputStream(), OutputStream.nullOutputStream(), () -> {});
        };
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
