package dev.ringside.repl.workbench.shell;

import dev.ringside.repl.workbench.CommandException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** A program of the host, started by its shell. */
final class HostProgram {
    private static final int BUFFER = 8192;

    private HostProgram() {}

    /**
     * Runs a program to its end and takes what it prints; what it says on standard error goes where ours does.
     *
     * @param input goes to its standard input; empty: it has none
     * @return its exit code
     */
    static int run(String command, Optional<String> input, Consumer<String> output) {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            Thread feeder = Thread.ofPlatform().daemon().name("pipe").start(() -> feed(process, input.orElse("")));
            try (Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
                char[] buffer = new char[BUFFER];
                for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                    output.accept(new String(buffer, 0, count));
                }
            }
            int code = process.waitFor();
            feeder.join();
            return code;
        } catch (IOException e) {
            throw new CommandException("/bin/sh: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }

    private static void feed(Process process, String input) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A program may end without reading everything: head does.
            return;
        }
    }

    /** Runs a program with our terminal as its own; {@code input} in place of the terminal's keys, if there is some. */
    static int onTerminal(String command, Optional<String> input) {
        try {
            var builder = new ProcessBuilder("/bin/sh", "-c", command).inheritIO();
            if (input.isPresent()) {
                builder.redirectInput(ProcessBuilder.Redirect.PIPE);
            }
            Process process = builder.start();
            input.ifPresent(text -> feed(process, text));
            return process.waitFor();
        } catch (IOException e) {
            throw new CommandException("/bin/sh: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }
}
