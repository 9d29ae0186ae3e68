package dev.ringside.examples.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.command.RootCommand;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Claim: the prompt is the same from a pipe, from {@code --command} and from a file, and its exit code tells a script how it went. */
@Isolated("it replaces the standard input")
class CommandLinePromptTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InputStream stdin = System.in;
    private Path console;

    @BeforeEach
    void chooseConsole() {
        console = folder.resolve("console");
        typed("");
    }

    @AfterEach
    void giveBack() {
        System.setIn(stdin);
    }

    private static void typed(String text) {
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private int ringside(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--serial", "file:" + console, "--memory", "16M"));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return RootCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    @Test
    void linesFromAPipeAreCarriedOutWithoutPromptAndEcho() {
        typed("print 6 * 7\n\n# a remark\nx/1i pc\n");
        assertEquals(0, ringside("debug", "first", "--no-init"), err::toString);
        List<String> lines = out.toString().lines().toList();
        assertEquals("$1 = 42 (0x2a)", lines.get(2), out.toString());
        assertTrue(lines.getLast().contains("=>  0x10000c <start>"), out.toString());
        assertFalse(out.toString().contains("(ringside)") || out.toString().contains("print"), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void aBadLineFromAPipeIsToldAndTheRestIsCarriedOut() {
        typed("zap\necho still here\n");
        assertEquals(2, ringside("debug", "first", "--no-init"));
        assertEquals("ringside: column 1: expected a command, found 'zap' (see help)\n", err.toString());
        assertTrue(out.toString().endsWith("still here\n"), out.toString());
    }

    @Test
    void commandsBeforeTheStartStopTheGuestAndItGoesOnAfterThem() throws Exception {
        assertEquals(0, ringside("run", "first", "--command", "tbreak hypervisor_tour", "--command", "continue", "--command", "print eip"), err::toString);
        assertTrue(out.toString().contains("breakpoint 1, hit 1"), out.toString());
        assertTrue(out.toString().contains("$1 = "), out.toString());
        assertTrue(Files.readString(console).contains("Goodbye"), Files.readString(console));
    }

    @Test
    void aBadCommandBeforeTheStartEndsItAll() throws Exception {
        Path file = Files.writeString(folder.resolve("commands"), "echo one\nprint nobody\necho three\n");
        assertEquals(2, ringside("run", "first", "--commands", file.toString()));
        assertTrue(err.toString().startsWith("ringside: " + file + ":2: column 7: expected"), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertEquals("one\n", out.toString());
        assertEquals("", Files.readString(console));
    }

    @Test
    void aBreakpointThatNobodyIsThereForEndsTheRunAndItsCommandsAreCarriedOut() throws Exception {
        Path file = Files.writeString(folder.resolve("commands"), "break hypervisor_tour\ncommands\nsilent\necho met\nend\n");
        assertEquals(124, ringside("run", "first", "--commands", file.toString()), err::toString);
        assertTrue(out.toString().endsWith("met\n"), out.toString());
        assertFalse(out.toString().contains("hit 1"), out.toString());
        Files.writeString(file, "break print\ncommands\nsilent\ncontinue\nend\n");
        assertEquals(0, ringside("run", "first", "--commands", file.toString()), err::toString);
        assertTrue(Files.readString(console).contains("Goodbye"), Files.readString(console));
    }

    @Test
    void rulesLogAndCountWithoutStopping() {
        assertEquals(0, ringside("run", "first", "--platform", "kvm", "--command", "rule abi KVM_CPUID_* do log \"leaf {arg.leaf:x}\"",
            "--command", "rule exception 14 do log \"fault at {cr2:x}\""), err::toString);
        assertTrue(out.toString().contains("leaf 0x40000001") && out.toString().contains("fault at 0x40000010"), out.toString());
    }

    @Test
    void outputGoesToFilesAndThroughPrograms() throws Exception {
        Path file = folder.resolve("out.txt");
        typed("info registers > " + file + "\ninfo registers eip >> " + file + "\ninfo registers | grep -c .\njson print 1 + 1\n");
        assertEquals(0, ringside("debug", "first", "--no-init"), err::toString);
        List<String> lines = Files.readAllLines(file);
        assertEquals("16", out.toString().lines().toList().get(2), out.toString());
        assertEquals(17, lines.size());
        assertTrue(lines.getLast().startsWith("eip  0x10000c"), lines.getLast());
        assertTrue(out.toString().contains("\"$1\""), out.toString());
    }

    @Test
    void theGuestsOwnExitCodeIsTheExitCodeOfAScript() {
        typed("continue\n");
        assertEquals(1, ringside("debug", "first", "--no-init", "--append", "qemu-exit"), err::toString);
        assertTrue(out.toString().contains("the guest has ended with exit code 1"), out.toString());
    }
}
