package dev.ringside.repl;

import dev.ringside.repl.command.RootCommand;
import dev.ringside.repl.command.StandardOutput;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Entry point of the {@code ringside} command. */
public final class Main {
    private Main() {}

    /** Runs the command line and exits the process with its exit code. */
    public static void main(String[] args) {
        var out = new StandardOutput();
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = out.end(RootCommand.execute(out.writer(), err, args), err);
        err.flush();
        System.exit(exitCode);
    }
}
