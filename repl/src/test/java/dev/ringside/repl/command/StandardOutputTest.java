package dev.ringside.repl.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
    private final StringWriter err = new StringWriter();

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    private int write(OutputStream file) {
        var out = new StandardOutput(file);
        out.writer().println("häuser");
        out.writer().print("no newline");
        return out.end(0, new PrintWriter(err, true));
    }

    @Test
    void textGoesOutInUtf8() {
        var bytes = new ByteArrayOutputStream();
        assertEquals(0, write(bytes));
        assertEquals("häuser" + System.lineSeparator() + "no newline", bytes.toString(StandardCharsets.UTF_8));
        assertEquals("", err.toString());
    }

    @Test
    void aFullDiskIsAnError() {
        assertEquals(2, write(failing("No space left on device")));
        assertEquals("ringside: standard output: No space left on device" + System.lineSeparator(), err.toString());
    }

    @Test
    void aReaderThatHadEnoughIsNone() {
        assertEquals(0, write(failing("Broken pipe")));
        assertEquals("", err.toString());
    }
}
