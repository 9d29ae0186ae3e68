package dev.ringside.examples.prompt;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ringside} on a pseudo-terminal of its own, which {@code script} of util-linux makes: keys in, the screen's bytes out. */
final class Pty implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 120_000;

    private final Process process;
    private final OutputStream keys;
    private final StringBuilder screen = new StringBuilder();
    private int seen;

    Pty(Path home, Map<String, String> environment, String... words) throws IOException {
        this(home, environment, "-XX:TieredStopAtLevel=1", words);
    }

    /** A terminal whose Java virtual machine gets an option: by default it does not compile for long runs. */
    Pty(Path home, Map<String, String> environment, String javaOption, String[] words) throws IOException {
        var java = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", javaOption,
            "--enable-native-access=ALL-UNNAMED", "-Duser.home=" + home, "-cp", System.getProperty("java.class.path"), "dev.ringside.repl.Main"));
        java.addAll(List.of(words));
        String line = "stty rows 40 cols 120; exec " + String.join(" ", java.stream().map(word -> "'" + word + "'").toList());
        var builder = new ProcessBuilder("script", "-qefc", line, "/dev/null").redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(Map.of("XDG_CACHE_HOME", home + "/cache", "XDG_CONFIG_HOME", home + "/config"));
        builder.environment().putAll(environment);
        process = builder.start();
        keys = process.getOutputStream();
        Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                synchronized (this) {
                    screen.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // The other end is gone, and what it had to say is there.
            return;
        }
    }

    /** Presses keys. */
    void press(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** Waits until a text has appeared behind what was waited for before; returns what came up to it, without colours and cursor movements. */
    synchronized String await(String text) throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (screen.indexOf(text, seen) < 0) {
            long left = end - System.currentTimeMillis();
            if (left <= 0) {
                fail("'" + text + "' did not appear in: " + plain(screen.substring(seen)));
            }
            wait(left);
        }
        int found = screen.indexOf(text, seen);
        String between = screen.substring(seen, found);
        seen = found + text.length();
        return plain(between);
    }

    /** Everything so far, colours included. */
    synchronized String all() {
        return screen.toString();
    }

    static String plain(String text) {
        return text.replaceAll("\033\\[[0-9;?]*[ -/]*[@-~]|\033[=>]|\r", "");
    }

    /** The process's children and theirs that live. */
    List<ProcessHandle> family() {
        return process.descendants().toList();
    }

    /** Closes the terminal under the process's feet. */
    void hangUp() {
        process.destroyForcibly();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            fail("still running: " + plain(all()));
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        List<ProcessHandle> family = family();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
