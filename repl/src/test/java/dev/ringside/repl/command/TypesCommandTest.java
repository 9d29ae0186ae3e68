package dev.ringside.repl.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringside.emulator.boot.BzImageBuilder;
import dev.ringside.emulator.boot.linux.TestKernel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ringside types} shows what is in a file, and says in one line when there is nothing. */
class TypesCommandTest {
    private static final int INT = 1 << 24;
    private static final int STRUCT = 4 << 24;
    private static final int TYPEDEF = 8 << 24;

    @TempDir
    private Path folder;

    private String answer(int exitCode, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        assertEquals(exitCode, RootCommand.execute(new PrintWriter(out), new PrintWriter(err, true), arguments), err::toString);
        return (exitCode == 0 ? out : err).toString().strip();
    }

    /** {@code struct point { int x; int y:4; }} and {@code typedef struct point point_t}, as BTF. */
    private static byte[] btf() {
        byte[] strings = "\0int\0point\0x\0y\0point_t\0".getBytes(StandardCharsets.UTF_8);
        int[] types = {1, INT, 4, 1 << 24 | 32, 5, STRUCT | 1 << 31 | 2, 8, 11, 1, 0, 13, 1, 4 << 24 | 32, 15, TYPEDEF, 2};
        var bytes = ByteBuffer.allocate(24 + 4 * types.length + strings.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0x1EB9F).putInt(24).putInt(0).putInt(4 * types.length).putInt(4 * types.length).putInt(strings.length);
        for (int word : types) {
            bytes.putInt(word);
        }
        return bytes.put(strings).array();
    }

    private String btfFile() throws IOException {
        return Files.write(folder.resolve("types"), btf()).toString();
    }

    @Test
    void allTypesAreListedWithTheirSizes() throws IOException {
        assertEquals(List.of("4  int", "8  struct point", "8  typedef point_t"), answer(0, "types", btfFile()).lines().map(String::strip).toList());
    }

    @Test
    void aTypeIsSpelledOutByItsNameWithOrWithoutKeyword() throws IOException {
        String spelled = """
            struct point {
                int x;                                              /*     0     4 */
                int y:4;                                            /*     4:0     4 bits */
            };    /* size: 8 */""";
        assertEquals(spelled, answer(0, "types", btfFile(), "point"));
        assertEquals(spelled, answer(0, "types", btfFile(), "struct point"));
        assertEquals("typedef struct point point_t;    /* size: 8 */", answer(0, "types", btfFile(), "point_t"));
        assertEquals("int;    /* offset: 4, bit: 0, bits: 4 */", answer(0, "types", btfFile(), "point_t.y"));
    }

    @Test
    void anImageOfMemoryIsSearchedForTypes() throws IOException {
        Path image = folder.resolve("memory");
        Files.write(image, ByteBuffer.allocate(10_000).put(4096, btf()).array());
        assertTrue(answer(0, "types", image.toString(), "int").startsWith("int;"));
    }

    @Test
    void whatIsNotThereIsSaidInOneLine() throws IOException {
        String file = btfFile();
        assertEquals("ringside: " + file + ": no type, function or variable 'line'", answer(2, "types", file, "int", "line"));
        assertEquals("ringside: " + file + ": 'struct point' has no member 'z'", answer(2, "types", file, "point.z"));
        assertEquals("ringside: " + file + ": no source lines: it has no DWARF (.debug_info, .debug_line)", answer(2, "types", file, "--lines", "1"));
        byte[] damaged = btf();
        damaged[24 + 7] = 31;
        Files.write(folder.resolve("damaged"), damaged);
        assertEquals("ringside: " + folder.resolve("damaged") + ": BTF: offset 0x1c: expected a BTF kind from 1 to 19, found 31",
            answer(2, "types", folder.resolve("damaged").toString()));
        Path kernel = Files.write(folder.resolve("vmlinuz"), BzImageBuilder.gzip(true, TestKernel.build(true)).build());
        assertEquals("ringside: " + kernel + ": no types: it has neither BTF (.BTF) nor DWARF (.debug_info)", answer(2, "types", kernel.toString()));
    }

    @Test
    void linesHaveAddressesAndAddressesLines() throws Exception {
        Path source = Files.writeString(folder.resolve("start.s"), ".globl _start\n_start:\n  nop\n  nop\n  jmp _start\n");
        run("as", "--64", "--gdwarf-5", "-o", folder.resolve("start.o").toString(), source.toString());
        run("ld", "-m", "elf_x86_64", "-Ttext=0x10000", "-o", folder.resolve("start").toString(), folder.resolve("start.o").toString());
        String file = folder.resolve("start").toString();
        assertTrue(answer(0, "types", file, "--lines", "0x10001").matches("0x10001  .*/start.s:4( in _start)?"));
        assertTrue(answer(0, "types", file, "--lines", "start.s:5").matches("0x10002  start.s:5( in _start)?"));
        assertEquals("ringside: " + file + ": no source line for 0x5", answer(2, "types", file, "--lines", "5"));
        assertEquals("ringside: " + file + ": no code for start.s:1", answer(2, "types", file, "--lines", "start.s:1"));
        assertEquals("ringside: --lines: 'here' is neither an address nor FILE:LINE", answer(2, "types", file, "--lines", "here"));
    }

    private static void run(String... command) throws Exception {
        try {
            assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), () -> String.join(" ", command));
        } catch (IOException _) {
            assumeTrue("true".equals(System.getenv("CI")), "no " + command[0] + " here");
        }
    }
}
