package dev.ringside.examples.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.guests.GuestCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claim: the session that the README shows is what one sees. It would fail where an answer has another line than the README. */
class ReadmePromptTest {
    private static final String PROMPT = "    (ringside) ";

    @Test
    void theSessionOnTheBundledGuestIsAsShown() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("").toAbsolutePath().getParent().resolve("README.md"));
        int start = lines.indexOf("    $ ./ringside debug first --platform kvm") + 1;
        assertTrue(start > 0);
        int typed = 0;
        try (var guest = new PromptGuest(new GuestCatalogue(Path.of("none")).find("first"), "", 16 << 20)) {
            for (int i = start; i < lines.size() && lines.get(i).startsWith("    "); typed++) {
                String line = lines.get(i++).substring(PROMPT.length());
                var shown = new ArrayList<String>();
                while (i < lines.size() && lines.get(i).startsWith("    ") && !lines.get(i).startsWith(PROMPT)) {
                    shown.add(lines.get(i++).substring(4));
                }
                PromptGuest.Answer answer = guest.type(List.of(line));
                var actual = new ArrayList<>(answer.output().lines().toList());
                actual.addAll(answer.complaints());
                if (!shown.equals(List.of("..."))) {
                    assertEquals(String.join("\n", shown), String.join("\n", actual), line);
                }
            }
        }
        assertTrue(typed >= 9, "only " + typed + " lines");
    }
}
