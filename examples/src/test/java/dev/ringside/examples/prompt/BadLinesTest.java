package dev.ringside.examples.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.CommandRow.Place;
import dev.ringside.repl.workbench.command.Families;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Claim: whatever is typed, at most one line complains of it, the prompt goes on, and the guest is as if nobody had typed. It would fail
 * with a stack trace, a second line, a prompt that answers no more, or another state hash.
 */
class BadLinesTest {
    private static final List<String> LINES = List.of("zap", "pr", "info", "info zap", "print", "print 1 +", "print nobody", "print u32[", "print 1 / 0",
        "print u8[0xfffffff0000]", "x/qq pc", "x/99999999999999999999x pc", "x/3i nobody", "break nobody", "break pc if nobody == 1", "break pc if",
        "watch eax", "watch 5", "rule", "rule zap", "rule port", "rule port 0x10000", "rule cr 7", "rule exception 14 if nobody",
        "rule exception 14 do zap", "rule exception 14 do log \"{\"", "rule exception 14 do log {x}", "rule exception 14 in zap 1", "rule execute pc do skip 1",
        "delete 99", "delete x", "enable 99", "condition 99", "ignore 1", "set", "set eax", "set nobody = 1", "set eax = nobody", "set u8[0xfffffffff00000] = 1",
        "set cr0 = 0x80000000", "set st0 = 1", "set syntax zap", "show zap", "display nobody", "undisplay 9", "finish now", "stepi 0", "stepi x", "until nobody",
        "snapshot", "snapshot restore zap", "snapshot read nofile", "diff zap info registers", "save", "save a", "save a zap", "json", "json zap", "source nofile",
        "alias 1 = x", "alias x = zap", "dump", "dump nofolder/file 0 1", "load nofile 0", "search 0 0 1", "search 0 10 \"\"", "disassemble pc, pc",
        "hypercalls x", "engine zap", "context zap", "info registers zap", "help zap", "apropos", "info registers | ", "info registers > nofolder/file",
        "print \"\u001b[2J", "print $nobody", "print $99999", "\u0000", "((((((((", "'", "print " + "(".repeat(5000), "x/4i *", "break *", "commands 99\nend");

    private static PromptGuest guest;
    private static long hash;

    @BeforeAll
    static void start() throws Exception {
        guest = new PromptGuest(new GuestCatalogue(Path.of("none")).find("first"), "", 16 << 20);
        hash = guest.hash();
    }

    @AfterAll
    static void end() {
        guest.close();
    }

    @TestFactory
    Stream<DynamicTest> aBadLineIsOneLineAndHarmsNothing() {
        return LINES.stream().map(line -> DynamicTest.dynamicTest(line.length() > 50 ? line.substring(0, 50) : line.replace('\u0000', '?'), () ->
            check(line, 1)));
    }

    /** Each command with arguments that mean nothing. Those that run the guest would run it where nothing is wrong with that. */
    @TestFactory
    Stream<DynamicTest> everyCommandTakesNonsense() {
        return Families.table().rows().stream().filter(row -> row.place() == Place.MACHINE && !row.parameters().isEmpty())
            // Any name is a name for a new file.
            .filter(row -> !row.name().equals("snapshot write"))
            .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                for (String nonsense : List.of("nobody nobody nobody", "0xzz", "((", "\"", "-1", "99999999999999999999999", "| ", "*", "$", "nobody->x.y[3]")) {
                    check(row.name() + " " + nonsense + (row.body() ? "\nend" : ""), 0);
                }
            }));
    }

    private static void check(String line, int least) {
        PromptGuest.Answer answer = guest.type(List.of(line.split("\n")));
        assertTrue(answer.complaints().size() >= least && answer.complaints().size() <= 1, () -> line + " -> " + answer);
        for (String complaint : answer.complaints()) {
            assertFalse(complaint.contains("should not happen") || complaint.contains("Exception") || complaint.contains("\n"), () -> line + " -> " + complaint);
        }
        assertEquals("alive\n", guest.type(List.of("echo alive")).output());
        if (changes(line)) {
            guest.type(List.of("delete", "undisplay"));
        } else {
            assertEquals(hash, guest.hash(), line);
        }
    }

    /** Some nonsense is sense to some commands: a text to send, a rule to set. */
    private static boolean changes(String line) {
        return Stream.of("send", "set", "load").anyMatch(line::startsWith) && !LINES.contains(line);
    }
}
