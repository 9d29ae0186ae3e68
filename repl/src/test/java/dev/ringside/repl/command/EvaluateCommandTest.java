package dev.ringside.repl.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.symbols.expression.vocabulary.Registers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate} says what was understood and what it comes to, and points at mistakes. */
class EvaluateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int ringside(String... args) {
        return RootCommand.execute(new PrintWriter(out), new PrintWriter(err, true), args);
    }

    @Test
    void meaningTypeAndValueAreShown() {
        assertEquals(0, ringside("evaluate", "ah - 1", "+", "cf", "--register", "rax=0x1234", "--register", "al=0xff", "--register", "eflags=3"));
        assertEquals(List.of("meaning  (($ah /*u8*/ - 1) + $cf /*u1*/)", "type     s64", "value    18 (0x12)"), out.toString().lines().toList());
        assertEquals("", err.toString());
    }

    @Test
    void symbolsComeFromASystemMap(@TempDir Path folder) throws IOException {
        Path map = folder.resolve("System.map");
        Files.writeString(map, "ffffffff81000000 T _text\nffffffff81000123 t schedule\n");
        assertEquals(0, ringside("evaluate", "schedule - _text > 0x100", "--symbols", map.toString()));
        assertTrue(out.toString().contains("(schedule /*0xffffffff81000123*/ - _text /*0xffffffff81000000*/) > 256"), out.toString());
        assertTrue(out.toString().endsWith("value    true" + System.lineSeparator()), out.toString());
    }

    @Test
    void aMistakeIsShownWithACaretOnStandardError() {
        assertEquals(2, ringside("evaluate", "rax + nobody"));
        assertEquals("", out.toString());
        assertEquals("""
            ringside: column 7: expected a register, symbol or other known name, found 'nobody'
              rax + nobody
                    ^
            """, err.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void whatHasNoValueSaysWhy() {
        assertEquals(2, ringside("evaluate", "1 + u32[0x1000]"));
        assertTrue(out.toString().startsWith("meaning  (1 + u32[0x1000])"), out.toString());
        assertEquals("ringside: column 5: cannot read memory at linear:0x1000\n  1 + u32[0x1000]\n      ^",
            err.toString().replace(System.lineSeparator(), "\n").stripTrailing());
    }

    @Test
    void theReferenceListsEveryRegister() {
        assertEquals(0, ringside("evaluate", "--reference"));
        var names = out.toString().lines().map(line -> line.strip().split(" ")[0]).collect(Collectors.toSet());
        Registers.all().forEach(row -> assertTrue(names.contains(row.name()), row.name()));
        assertTrue(names.containsAll(List.of("walk", "hit", "phys:", "u32", "walk(a).pte", ".rw")), names.toString());
    }

    @Test
    void theDebuggerHasEveryRegisterOfTheLanguageAsWideAsItsParts() {
        var widths = RegisterWidth.BITS_64.rows().stream().collect(Collectors.toMap(Register::name, Register::bits));
        Registers.all().stream().filter(row -> !row.name().equals("rflags")).forEach(row ->
            assertTrue(widths.getOrDefault(row.register(), 0) >= row.firstBit() + row.bits(), () -> row + " in " + widths.get(row.register())));
    }
}
