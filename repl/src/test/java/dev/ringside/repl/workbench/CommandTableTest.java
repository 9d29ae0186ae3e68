package dev.ringside.repl.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringside.repl.workbench.result.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a command is found by what somebody types. */
class CommandTableTest {
    private static final CommandTable TABLE = new CommandTable(Stream.of("break", "backtrace", "continue", "info registers", "info rules",
        "info files", "hypercalls", "hypercalls histogram", "delete").map(name -> {
            var row = CommandRow.named(name, Group.PROMPT, "for the test");
            return (name.equals("break") ? row.alias("b") : name.equals("delete") ? row.alias("del all") : row).does(_ -> Result.nothing());
        }).toList());

    private static String found(String line) {
        return TABLE.match(line).row().name();
    }

    private static String refusal(String line) {
        return assertThrows(CommandException.class, () -> TABLE.match(line)).getMessage();
    }

    @Test
    void aNameMayBeShortenedToWhatNoOtherHas() {
        assertEquals("continue", found("c"));
        assertEquals("backtrace", found("ba"));
        assertEquals("break", found("b *0x1000"));
        assertEquals("column 3: expected a command, found 'zap' (see help)", refusal("  zap 1"));
        assertEquals("column 1: 'b' may be break, backtrace", new Ambiguous().refusal());
    }

    /** The same without the alias that decides. */
    private static final class Ambiguous {
        String refusal() {
            var rows = TABLE.rows().stream().map(row -> CommandRow.named(row.name(), row.group(), row.summary()).does(row.action())).toList();
            return assertThrows(CommandException.class, () -> new CommandTable(rows).match("b")).getMessage();
        }
    }

    @Test
    void theSecondWordOfAFamilyMayBeShortenedWhereItCannotBeAnArgument() {
        assertEquals("info registers", found("info reg rax"));
        assertEquals("info files", found("in f"));
        assertEquals("column 3: 'r' may be registers, rules", refusal("i r"));
    }

    @Test
    void aFamilyWithACommandOfItsOwnTakesOtherWordsAsArguments() {
        assertEquals("hypercalls histogram", found("hypercalls histogram"));
        assertEquals("hypercalls", found("hypercalls hist"));
        assertEquals("hypercalls", found("hyp 20"));
    }

    @Test
    void aFamilyWithoutItsSecondWordSaysWhatThereIs() {
        assertEquals("column 5: expected what to info: registers, rules, files", refusal("info"));
        assertEquals("column 6: expected what to info, found 'x': registers, rules, files", refusal("info x"));
    }

    @Test
    void whatStandsBehindTheNameIsLeftAlone() {
        assertEquals(5, TABLE.match("break*5").end());
        assertEquals(14, TABLE.match("info registers/x").end());
    }

    @Test
    void twoCommandsOfOneNameAreAMistakeInTheTable() {
        CommandRow row = TABLE.rows().getFirst();
        assertThrows(IllegalArgumentException.class, () -> new CommandTable(List.of(row, row)));
    }
}
