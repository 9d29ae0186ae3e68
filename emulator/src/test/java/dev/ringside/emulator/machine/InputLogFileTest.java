package dev.ringside.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringside.emulator.state.StateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of {@code --record} and {@code --replay}: what is written is read again, and everything else is one line that says where. */
class InputLogFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<Input> inputs = List.of(new Input(0, 0, "com1", 0), new Input(77, 5, "com1", 255), new Input(77, 5, "com1", 10),
                new Input(999_999_999_999_999_999L, 888_888_888_888L, "com1", 65));
        Path path = folder.resolve("log");
        try (InputLogWriter writer = new InputLogWriter(path)) {
            inputs.forEach(writer);
        }
        assertEquals(inputs, InputLogReader.read(path));
        assertEquals(List.of("ringside inputs 1", "0 0 com1 0", "77 5 com1 255"), Files.readAllLines(path).subList(0, 3));
    }

    @Test
    void aLogThatWasNeverClosedIsWhole() throws IOException {
        Path path = folder.resolve("log");
        try (InputLogWriter writer = new InputLogWriter(path)) {
            writer.accept(new Input(2, 1, "com1", 3));
            assertEquals(List.of(new Input(2, 1, "com1", 3)), InputLogReader.read(path));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                        | line 1: expected "ringside inputs 1", found an empty file
            'ringside inputs 2~'                      | line 1: expected "ringside inputs 1", found "ringside inputs 2"
            'ringside inputs 1'                       | line 1: expected a whole line, found the end of the file after "ringside inputs 1"
            'ringside inputs 1~1 1 com1~'             | line 2: expected virtual time, instructions, channel and value, found "1 1 com1"
            'ringside inputs 1~1 1 com1 256~'         | line 2: expected a value of at most 255, found 256
            'ringside inputs 1~1 2 com1 1~'           | line 2: expected a virtual time of at least the instructions, found "1 2 com1 1"
            'ringside inputs 1~-1 2 com1 1~'          | line 2: expected virtual time, instructions, channel and value, found "-1 2 com1 1"
            'ringside inputs 1~9 2 com1 1~8 2 com1 1~'| line 3: expected a moment not before that of the line above, found "8 2 com1 1"
            'ringside inputs 1~9 2 com1 1~10 3 com'   | line 3: expected a whole line, found the end of the file after "10 3 com"
            """)
    void whatIsNoLogIsSaidInOneLine(String content, String expected) throws IOException {
        Path path = folder.resolve("log");
        Files.writeString(path, content.replace('~', '\n'), StandardCharsets.ISO_8859_1);
        StateException e = assertThrows(StateException.class, () -> InputLogReader.read(path));
        assertEquals(path + ": " + expected, e.getMessage());
    }

    @Test
    void aLineWithoutEndIsNotReadToItsEnd() throws IOException {
        Path path = folder.resolve("log");
        Files.writeString(path, "x".repeat(1 << 20));
        StateException e = assertThrows(StateException.class, () -> InputLogReader.read(path));
        assertEquals(path + ": line 1: expected at most 100 characters, found \"" + "x".repeat(100) + "...\"", e.getMessage());
    }
}
