package dev.ringside.examples.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Example;
import dev.ringside.repl.workbench.command.Families;
import dev.ringside.repl.workbench.command.ReferencePage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Claim: what help shows as an example can be typed. Each example of each command is, on the bundled guest. It would fail with a complaint
 * of the prompt: an example that names what is not there, takes other arguments than the row says, or breaks the prompt.
 */
class CommandExamplesTest {
    /** Commands that need a terminal, a program of a person's, or a file that only the person has. */
    private static final Set<String> WITHOUT_EXAMPLE = Set.of("console", "source", "quit", "commands", "list");

    private static PromptGuest guest;

    @BeforeAll
    static void start() throws Exception {
        guest = new PromptGuest(new GuestCatalogue(Path.of("none")).find("first"), "", 16 << 20);
        assertEquals(List.of(), guest.type(List.of("snapshot save start")).complaints());
    }

    @AfterAll
    static void end() {
        guest.close();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleCanBeTyped() {
        return Families.table().rows().stream().flatMap(row -> row.examples().stream().filter(example -> !example.linux())
            .map(example -> DynamicTest.dynamicTest(example.line(), () -> type(example))));
    }

    /** What has to be typed before names numbers of rules and displays, which are those of a new guest. */
    private static void type(Example example) throws Exception {
        if (example.before().isEmpty()) {
            assertEquals(List.of(), guest.type(List.of(example.line())).complaints());
            assertEquals(List.of(), guest.type(List.of("delete", "undisplay", "set syntax intel", "snapshot restore start")).complaints());
            return;
        }
        try (var own = new PromptGuest(new GuestCatalogue(Path.of("none")).find("first"), "", 16 << 20)) {
            List<String> lines = new ArrayList<>(example.before());
            lines.add(example.line());
            assertEquals(List.of(), own.type(lines).complaints());
        }
    }

    @Test
    void everyCommandHasAnExample() {
        List<String> without = Families.table().rows().stream().filter(row -> row.examples().isEmpty()).map(CommandRow::name)
            .filter(name -> !WITHOUT_EXAMPLE.contains(name)).toList();
        assertEquals(List.of(), without);
    }

    @Test
    void helpAndTheReferencePageHaveEveryCommand() {
        String page = String.join("\n", ReferencePage.markdown(Families.table()));
        String list = String.join("\n", ReferencePage.list(Families.table()));
        String help = guest.type(List.of("help")).output();
        for (CommandRow row : Families.table().rows()) {
            assertTrue(page.contains("### " + row.name() + "\n\n    " + row.synopsis() + "\n"), row.name());
            assertTrue(list.contains("  " + row.synopsis() + " "), row.name());
            assertTrue(help.lines().anyMatch(line -> line.startsWith(row.name() + " ") && line.endsWith(row.summary())), row.name());
            PromptGuest.Answer own = guest.type(List.of("help " + row.name()));
            assertEquals(List.of(), own.complaints());
            assertTrue(own.output().startsWith(row.synopsis() + "\n"), own.output());
        }
    }
}
