package dev.ringside.repl.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
    private final StringWriter err = new StringWriter();
    private final Diagnostics diagnostics = new Diagnostics(new PrintWriter(err));
    private final SerialLine guest = new SerialLine();

    private void guestWrites(String text) {
        text.chars().forEach(guest::accept);
    }

    @Test
    void inAFileTheyAreLinesWhateverTheGuestWritesElsewhere() {
        guestWrites("# ");
        diagnostics.accept("one");
        diagnostics.accept("two");
        assertEquals("ringside: one\nringside: two\n", err.toString());
    }

    @Test
    void onTheGuestsTerminalTheyDoNotStandBehindItsPrompt() {
        diagnostics.shareTerminalWith(guest);
        guestWrites("hello\r\n");
        diagnostics.accept("one");
        guestWrites("# ");
        diagnostics.accept("two");
        diagnostics.accept("three");
        assertEquals("ringside: one\r\n\r\nringside: two\r\nringside: three\r\n", err.toString());
    }
}
