package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.repl.command.RootCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ringside symbols} from the command line to the lines that it prints. */
class SymbolsCommandTest {
    @TempDir
    private Path folder;

    private static List<String> symbols(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        String[] all = new String[words.length + 1];
        all[0] = "symbols";
        System.arraycopy(words, 0, all, 1, words.length);
        assertEquals(0, RootCommand.execute(new PrintWriter(out), new PrintWriter(err, true), all), err::toString);
        assertEquals("", err.toString());
        return out.toString().lines().toList();
    }

    @Test
    void anAddressOfTheBundledGuestIsNamedAsItsListSays() {
        String line = symbols("first", "--name", "user_start").getFirst();
        assertEquals("user_start", line.substring(11));
        long address = Long.parseLong(line.substring(0, 8), 16);
        assertEquals(List.of("user_start+0x3"), symbols("first", "--at", Long.toString(address + 3)));
    }

    @Test
    void aSystemMapIsListedInAddressOrder() throws Exception {
        Path map = Files.writeString(folder.resolve("System.map"), "c1000010 t b\nc1000000 T a\n00001000 A limit\n");
        assertEquals(List.of("00001000 A limit", "c1000000 T a", "c1000010 t b"), symbols(map.toString()));
        assertEquals(List.of("c1000000 T a", "c1000010 t b"), symbols(map.toString(), "--name", "?"));
        assertEquals(List.of("00001000 A limit"), symbols(map.toString(), "--name", "l*m*t"));
        assertEquals(List.of("b+0xf"), symbols(map.toString(), "--at", "0xc100001f"));
    }
}
