package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.command.ExitCode;
import dev.ringside.repl.command.RootCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ringside run} from the command line to the exit code, with the bundled guest and guests of a few bytes. */
class RunCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path console;

    @BeforeEach
    void chooseConsole() {
        console = folder.resolve("console");
    }

    private int ringside(String... words) {
        return RootCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    private int run(String... words) {
        var all = new ArrayList<>(List.of("run", "--serial", "file:" + console, "--memory", "8M"));
        all.addAll(List.of(words));
        return ringside(all.toArray(String[]::new));
    }

    @Test
    void theBundledGuestRunsOnKvmWithTraceAndStatistics() throws IOException {
        Path trace = folder.resolve("trace");
        Path stats = folder.resolve("stats");
        assertEquals(0, run("first", "--platform", "kvm", "--trace", trace.toString(), "--stats", stats.toString()), err::toString);
        assertTrue(Files.readString(console).contains("hypercall 99 returned -1000"), Files.readString(console));
        assertEquals(0, ringside("trace", "show", trace.toString(), "--kind", "hypercall"));
        assertTrue(out.toString().contains("VAPIC_POLL_IRQ"), out.toString());
        String json = Files.readString(stats);
        assertTrue(Pattern.compile("\"instructions\": [1-9]").matcher(json).find() && json.contains("\"stop\": \"DeadHalt\""), json);
    }

    @Test
    void aReplayEndsInTheSameStateAndAnotherMachineIsRefused() {
        String log = folder.resolve("log").toString();
        assertEquals(0, run("first", "--record", log), err::toString);
        assertEquals(0, run("first", "--replay", log), err::toString);
        assertTrue(err.toString().contains("to the same state"), err.toString());
        assertEquals(2, run("first", "--replay", log, "--seed", "7"));
        assertTrue(err.toString().contains("recorded on another machine"), err.toString());
    }

    @Test
    void whatTheTranslatorMakesCanBeRead() throws IOException {
        Path dump = folder.resolve("units");
        assertEquals(0, run("first", "--dump-units", dump.toString()), err::toString);
        String text = Files.readString(dump);
        assertTrue(Pattern.compile("unit at \\p{XDigit}+, control-flow\nblock 0").matcher(text).find(), text);
        assertTrue(Pattern.compile("unit at \\p{XDigit}+, liveness\nblock 0").matcher(text).find(), text);
        assertTrue(Pattern.compile("method run.*\n( .*\n)*  L\\d+:\n( .*\n)*    if\\w+ L\\d+\n").matcher(text).find(), text);
        assertEquals(0, run("first", "--dump-units", dump.toString(), "--dump-phases", "liveness"), err::toString);
        assertTrue(!Files.readString(dump).contains("bytecode") && Files.readString(dump).contains("flags live"));
    }

    @Test
    void aReplayThatDoesNotFitIsOneLine() throws IOException {
        Path log = folder.resolve("log");
        assertEquals(0, run("first", "--record", log.toString()), err::toString);
        String header = Files.readAllLines(log).getFirst();
        Files.writeString(log, header + "\n5 5 com7 65\n");
        assertEquals(2, run("first", "--replay", log.toString()));
        Files.writeString(log, header + "\n999000000 5 com1 65\n");
        assertEquals(2, run("first", "--replay", log.toString()));
        List<String> lines = err.toString().lines().filter(line -> !line.contains("halted") && !line.contains("cut short")).toList();
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.getFirst().contains("found \"com7\""), lines::toString);
        assertTrue(lines.getLast().contains("entry 1 belongs at 999000000 ns, instruction 5"), lines::toString);
    }

    @Test
    void theInstructionLimitIsExactAndHasItsExitCode() throws IOException {
        Path stats = folder.resolve("stats");
        assertEquals(ExitCode.LIMIT_REACHED, run("first", "--max-instructions", "123457", "--stats", stats.toString()));
        assertTrue(Files.readString(stats).contains("\"instructions\": 123457,"), Files.readString(stats));
    }

    @Test
    void aGuestThatNeverEndsIsStoppedByTheTimeout() throws IOException {
        assertEquals(ExitCode.LIMIT_REACHED, run("--disk", bootSector(0xEB, 0xFE), "--timeout", "300ms"), err::toString);
        assertTrue(err.toString().startsWith("ringside: time is over after "), err.toString());
    }

    @Test
    void theExitPortGivesTheGuestsExitCode() throws IOException {
        // mov al, 21; out 0xF4, al
        assertEquals(43, run(bootSector(0xB0, 21, 0xE6, 0xF4)), err::toString);
    }

    @Test
    void aTripleFaultSaysWhere() throws IOException {
        // lidt [0x7c09]; int3; then a table of limit 0
        assertEquals(ExitCode.TRIPLE_FAULT, run(bootSector(0x0F, 0x01, 0x1E, 0x09, 0x7C, 0xCC, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        assertTrue(err.toString().startsWith("ringside: triple fault at rip 0x7c05"), err.toString());
    }

    @Test
    void whatIsNoGuestIsOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a kernel");
        assertEquals(2, run(text.toString()));
        assertEquals(2, run("no-such-guest"));
        assertEquals(2, ringside("run", "first", "--serial", "null", "--memory", "3000M"));
        assertEquals(2, run("first", "--cpu", "z80"));
        assertEquals(4, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().lines().allMatch(line -> line.startsWith("ringside: ")), err.toString());
    }

    /** A boot sector that begins with these bytes. */
    private String bootSector(int... code) throws IOException {
        var sector = new byte[512];
        for (int i = 0; i < code.length; i++) {
            sector[i] = (byte) code[i];
        }
        sector[510] = 0x55;
        sector[511] = (byte) 0xAA;
        return Files.write(folder.resolve("boot.img"), sector).toString();
    }
}
