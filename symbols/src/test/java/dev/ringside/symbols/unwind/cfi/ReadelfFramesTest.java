package dev.ringside.symbols.unwind.cfi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Tool;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.sections.MappedBytes;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every row of call frame information is the one that readelf prints: in programs with usual and with rare instructions, in a libc. */
class ReadelfFramesTest {
    private static final List<Path> SYSTEM = List.of(Path.of("/usr/lib/x86_64-linux-gnu/libc.so.6"), Path.of("/usr/lib32/libc.so.6"),
        Path.of("/usr/bin/readelf"));
    private static final List<String> SOURCES = List.of("unwind/cfi/rare-64.s", "unwind/calls-64.s", "unwind/calls-32.s");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> rowsAreThoseThatReadelfPrints() throws Exception {
        List<Path> files = new ArrayList<>(SYSTEM.stream().filter(Files::isReadable).toList());
        for (String source : SOURCES) {
            files.add(linked(source));
        }
        return files.stream().map(path -> DynamicTest.dynamicTest(path.toString(), () -> compare(path)));
    }

    private Path linked(String source) throws Exception {
        Path text = folder.resolve(source.replace('/', '-'));
        try (InputStream in = ReadelfFramesTest.class.getResourceAsStream("/dev/ringside/symbols/" + source)) {
            Files.write(text, in.readAllBytes());
        }
        String bits = source.contains("-32") ? "32" : "64";
        Path object = folder.resolve(text.getFileName() + ".o");
        Path program = folder.resolve(text.getFileName() + ".elf");
        Tool.lines("as", "--" + bits, "-o", object.toString(), text.toString());
        Tool.lines("ld", "-m", bits.equals("32") ? "elf_i386" : "elf_x86_64", "-z", "noexecstack", "--noinhibit-exec", "-o", program.toString(),
            object.toString());
        return program;
    }

    private static void compare(Path path) throws Exception {
        List<String> expected = ReadelfRows.expected(path);
        List<String> found = new ArrayList<>();
        // readelf goes by the order of the file.
        CallFrameInfo.of(ElfFile.read(MappedBytes.open(path))).reversed().forEach(info -> found.addAll(ReadelfRows.found(info)));
        assertTrue(expected.size() > 5, () -> expected.size() + " lines");
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            assertEquals(expected.get(i), found.get(i), "line " + i);
        }
        assertEquals(expected.subList(Math.min(expected.size(), found.size()), expected.size()), List.of(), "more than ours");
        assertEquals(expected.size(), found.size());
    }
}
