package dev.ringside.repl.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.command.RootCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Carries out a command line that has to be refused: one line on standard error, exit code 2, and nothing else anywhere. */
final class Refusal {
    private static final Pattern LINE = Pattern.compile("ringside: \\P{Cntrl}{8,400}\\R");

    private Refusal() {}

    /** Returns the line, without its beginning and its end. */
    static String of(Path folder, String... arguments) throws IOException {
        var out = new StringWriter();
        var err = new StringWriter();
        Map<String, String> before = files(folder);
        int exitCode = RootCommand.execute(new PrintWriter(out), new PrintWriter(err, true), arguments);
        assertTrue(LINE.matcher(err.toString()).matches(), err::toString);
        assertEquals(2, exitCode, err::toString);
        assertEquals("", out.toString());
        assertEquals(before, files(folder), "no file appears, changes or goes");
        return err.toString().strip().substring("ringside: ".length());
    }

    /** Every file below {@code folder} with its length and time of change. */
    private static Map<String, String> files(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (Path file : all.toList()) {
                files.put(file.toString(), Files.isRegularFile(file) ? Files.size(file) + " " + Files.getLastModifiedTime(file) : "");
            }
        }
        return files;
    }
}
