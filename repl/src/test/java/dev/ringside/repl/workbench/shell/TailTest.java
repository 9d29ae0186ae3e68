package dev.ringside.repl.workbench.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.TinyGuest;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.command.Families;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

/** Where a command ends and where its output goes, also where {@code |} and {@code >} are operators. */
class TailTest {
    private static final TinyGuest GUEST = new TinyGuest(0x90);
    private static final Workbench WORKBENCH = new Workbench(GUEST.guest(), Families.table());

    @AfterAll
    static void end() {
        GUEST.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "info registers | grep ax; info registers; Program[text=grep ax]",
        "info registers > a b.txt; info registers; ToFile[name=a b.txt, append=false]",
        "info registers >> \"a.txt\"; info registers; ToFile[name=a.txt, append=true]",
        "print ax | 1; print ax | 1; Screen[]",
        "print ax | grep 1; print ax; Program[text=grep 1]",
        "print ax | bx | cat | sort; print ax | bx; Program[text=cat | sort]",
        "print ax > 1; print ax > 1; Screen[]",
        "print ax > out.txt; print ax; ToFile[name=out.txt, append=false]",
        "print ax >> 2; print ax >> 2; Screen[]",
        "print ax || bx; print ax || bx; Screen[]",
        "print (ax | bx) | wc; print (ax | bx); Program[text=wc]",
        "json print ax | jq .; json print ax; Program[text=jq .]",
        "json info registers | jq .; json info registers; Program[text=jq .]",
        "echo a | b > c; echo a | b > c; Screen[]",
        "watch u16[5] if new > 5; watch u16[5] if new > 5; Screen[]",
        "search 0 16 \"a | b\"; search 0 16 \"a | b\"; Screen[]"
    })
    void theLongestBeginningThatMakesACommandIsTheCommand(String line, String command, String target) {
        Tail tail = Tail.of(line, WORKBENCH.executor());
        assertEquals(command, tail.command());
        assertEquals(target, tail.target().toString());
    }

    @Test
    void whatIsMissingBehindTheSignIsTold() {
        assertEquals("column 18: expected a program", assertThrows(CommandException.class, () ->
            Tail.of("info registers | ", WORKBENCH.executor())).getMessage());
        assertEquals("column 17: expected a file's name", assertThrows(CommandException.class, () ->
            Tail.of("info registers >", WORKBENCH.executor())).getMessage());
    }
}
