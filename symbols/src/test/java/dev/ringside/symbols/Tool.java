package dev.ringside.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of GNU binutils: the oracle of what is in an ELF file. */
public final class Tool {
    private Tool() {}

    /** Runs it and gives the lines that it printed. Where tests must not be skipped, the machine has it. */
    public static List<String> lines(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            assumeTrue("true".equals(System.getenv("CI")), "no " + command[0] + " here");
            throw e;
        }
        byte[] printed = process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor(), () -> String.join(" ", command));
        return new String(printed, StandardCharsets.UTF_8).lines().toList();
    }
}
