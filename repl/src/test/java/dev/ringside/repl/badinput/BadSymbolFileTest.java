package dev.ringside.repl.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.BzImageBuilder;
import dev.ringside.emulator.boot.linux.TestKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ringside symbols} cannot list is refused in one line that says why. */
class BadSymbolFileTest {
    @TempDir
    private Path folder;

    private String refusal(byte[] bytes, String... more) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        String[] all = Arrays.copyOf(new String[] {"symbols", file.toString()}, 2 + more.length);
        System.arraycopy(more, 0, all, 2, more.length);
        String line = Refusal.of(folder, all);
        assertTrue(line.startsWith(file.toString()), line);
        return line.substring(file.toString().length());
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        for (String text : new String[] {"", "x", "hello, world\n"}) {
            assertEquals(": offset 0x0: expected an ELF file, a System.map or a Linux kernel, found another file", refusal(text.getBytes()));
        }
        assertTrue(refusal("ffffffffffffffff B The real one is elsewhere\n".getBytes()).contains("expected a name, found The real one"));
        assertTrue(refusal("\177ELF\2\2".getBytes()).contains("expected ELF identification"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKernelWithoutATableIsRefused(boolean is64) throws IOException {
        byte[] image = BzImageBuilder.gzip(is64, TestKernel.build(is64)).build();
        String line = refusal(image);
        assertTrue(line.startsWith(" (unpacked): kallsyms: ") && line.endsWith("found none"), line);
        assertTrue(refusal(Arrays.copyOf(image, image.length / 2)).startsWith(": offset "));
    }

    @Test
    void whatTheFileDoesNotNameIsRefused() throws IOException {
        byte[] map = "c1000000 T a\n".getBytes();
        assertEquals(": no symbol matches 'b*'", refusal(map, "--name", "b*"));
        assertEquals(": no symbol at 0x10", refusal(map, "--at", "0x10"));
        assertEquals("--at: 'a' is not a 64-bit number, decimal or 0x and hex digits", Refusal.of(folder, "symbols", "x", "--at", "a"));
        assertEquals("--name and --at do not go together", Refusal.of(folder, "symbols", "x", "--name", "a", "--at", "1"));
        assertEquals("FILE: " + folder + ": not a file", Refusal.of(folder, "symbols", folder.toString()));
    }
}
