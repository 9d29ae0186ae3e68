package dev.ringside.examples.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Claim: on a terminal Ctrl-C comes back to the prompt whatever goes on, Tab completes, history is kept, keys reach the guest, and a terminal
 * that goes away ends the guest. It would fail with a prompt that does not come back, or a process that stays.
 */
class TerminalTest {
    private static final String PROMPT = "(ringside)";
    private static final String CTRL_A = "\u0001", CTRL_C = "\u0003", CTRL_D = "\u0004", CTRL_R = "\u0012", ENTER = "\r";

    /** mov al, 'x'; out to COM1; a long loop; again, for ever. As a boot sector. */
    private static final int[] LOOP = {0xBA, 0xF8, 0x03, 0xB0, 'x', 0xEE, 0xB9, 0xFF, 0xFF, 0xE2, 0xFE, 0xEB, 0xF6};

    @TempDir
    private Path home;

    @BeforeEach
    void needsScript() {
        // Debian's essential package bsdutils has it.
        assumeTrue("true".equals(System.getenv("CI")) || Files.isExecutable(Path.of("/usr/bin/script")), "no script(1) here");
    }

    private Pty first(String... more) throws Exception {
        var words = new ArrayList<>(List.of("debug", "first", "--platform", "kvm", "--memory", "16M"));
        words.addAll(List.of(more));
        return new Pty(home, Map.of(), words.toArray(String[]::new));
    }

    private Path loop() throws Exception {
        byte[] sector = new byte[512];
        for (int i = 0; i < LOOP.length; i++) {
            sector[i] = (byte) LOOP[i];
        }
        sector[510] = 0x55;
        sector[511] = (byte) 0xAA;
        return Files.write(home.resolve("loop.img"), sector);
    }

    @Test
    void aLineIsCompletedCarriedOutAndRepeated() throws Exception {
        try (Pty pty = first()) {
            String start = pty.await(PROMPT);
            assertTrue(start.contains("stopped before the first instruction") && start.contains("-- paravirt"), start);
            pty.press("break hypervisor_to\t" + ENTER);
            assertTrue(pty.await(PROMPT).contains("breakpoint 1: at 0x"));
            pty.press("set context off" + ENTER);
            pty.await(PROMPT);
            pty.press("stepi" + ENTER);
            assertTrue(pty.await(PROMPT).contains("=> 0x100011 <start+0x5> mov"));
            pty.press(ENTER);
            assertTrue(pty.await(PROMPT).contains("=> 0x100013 <start+0x7> call"));
            pty.press("cont" + ENTER);
            assertTrue(pty.await(PROMPT).contains("breakpoint 1, hit 1"));
            assertTrue(pty.all().contains("\033[34m"), "no colours");
            pty.press("help" + ENTER);
            pty.await("-- more");
            pty.press("q");
            pty.await(PROMPT);
            pty.press(CTRL_D);
            assertEquals(0, pty.exitCode());
        }
        assertTrue(Files.readString(home.resolve("cache/ringside/history")).contains("break hypervisor_tour"));
        try (Pty pty = first("--no-color")) {
            pty.await(PROMPT);
            pty.press(CTRL_R + "hypervisor");
            pty.await("hypervisor_tour");
            pty.press(ENTER);
            assertTrue(pty.await(PROMPT).contains("breakpoint 1: at 0x"));
            assertFalse(pty.all().contains("\033[34m"), "colours");
            pty.press("quit" + ENTER);
            assertEquals(0, pty.exitCode());
        }
    }

    @Test
    void ctrlCComesBackWhileTheGuestRunsWhileAViewIsLongAndWhileTyping() throws Exception {
        try (Pty pty = new Pty(home, Map.of(), "debug", "--disk", loop().toString(), "--memory", "2M", "--no-color")) {
            pty.await(PROMPT);
            pty.press("continue" + ENTER);
            pty.await("xxx");
            pty.press(CTRL_C);
            assertTrue(pty.await(PROMPT).contains("interrupted"));
            pty.press("search 0 0x7fffffffffff 0x12345678" + ENTER);
            Thread.sleep(700);
            pty.press(CTRL_C);
            assertTrue(pty.await(PROMPT).contains("interrupted"));
            pty.press("half a line" + CTRL_C);
            pty.await(PROMPT);
            pty.press("commands" + ENTER);
            pty.await("end");
            pty.press("end" + ENTER);
            assertTrue(pty.await(PROMPT).contains("expected a rule"));
            pty.press("continue &" + ENTER);
            pty.await("(running)");
            pty.press("echo hello" + ENTER);
            pty.await("hello\r\n");
            pty.press("interrupt" + ENTER);
            pty.await("interrupted");
            // Ctrl-D between two prompts is for the terminal, not for us.
            pty.await(PROMPT);
            pty.press(CTRL_D);
            assertEquals(0, pty.exitCode());
        }
    }

    @Test
    void runGivesTheTerminalToTheGuestAndCtrlAOpensThePrompt() throws Exception {
        try (Pty pty = new Pty(home, Map.of(), "run", "--disk", loop().toString(), "--memory", "2M", "--no-color")) {
            pty.await("xxx");
            pty.press(CTRL_C);
            pty.await("xxx");
            pty.press(CTRL_A + "c");
            pty.await(PROMPT);
            pty.press("x/1i pc" + ENTER);
            assertTrue(pty.await(PROMPT).contains("=>"));
            pty.press("continue" + ENTER);
            pty.await("xxx");
            pty.press(CTRL_A + "x");
            assertEquals(0, pty.exitCode());
        }
    }

    @Test
    void aTerminalThatGoesAwayEndsTheGuest() throws Exception {
        for (String command : List.of("", "continue")) {
            try (Pty pty = new Pty(home, Map.of(), "debug", "--disk", loop().toString(), "--memory", "2M", "--no-color", "--no-init")) {
                pty.await(PROMPT);
                if (!command.isEmpty()) {
                    pty.press(command + ENTER);
                    pty.await("xxx");
                }
                List<ProcessHandle> family = pty.family();
                assertFalse(family.isEmpty());
                pty.hangUp();
                for (ProcessHandle one : family) {
                    one.onExit().get(30, TimeUnit.SECONDS);
                }
            }
        }
    }

    @Test
    void aDumbTerminalAndTheStartupFileWork() throws Exception {
        Files.createDirectories(home.resolve("config/ringside"));
        Files.writeString(home.resolve("config/ringside/init"), "alias here = x/1i pc\nset context off\n");
        try (Pty pty = new Pty(home, Map.of("TERM", "dumb"), "debug", "first", "--memory", "16M")) {
            pty.await(PROMPT);
            pty.press("here" + ENTER);
            assertTrue(pty.await(PROMPT).contains("0x10000c <start>"));
            assertFalse(pty.all().contains("\033[3"), pty.all());
            pty.press("continue" + ENTER);
            pty.await("Goodbye");
            pty.await(PROMPT);
            pty.press("help | grep telescope" + ENTER);
            assertTrue(pty.await(PROMPT).contains("shows words of memory"));
            pty.press(CTRL_D);
            assertEquals(0, pty.exitCode());
        }
    }
}
