package dev.ringside.examples.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.guests.GuestCatalogue;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Claim: the prompt answers as the transcripts say. A transcript is a file: {@code NAME}, then {@code > LINE} for what is typed, each followed
 * by what is answered. In an answer {@code *} stands for any characters and a line {@code ...} for any lines; {@code ! } begins a complaint.
 * Each transcript has a guest of its own.
 */
class TranscriptTest {
    private record Step(String typed, List<String> expected) {}

    @TestFactory
    Stream<DynamicTest> thePromptAnswersAsWritten() throws Exception {
        var tests = new ArrayList<DynamicTest>();
        try (InputStream in = TranscriptTest.class.getResourceAsStream("transcripts.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : all.split("(?m)^NAME ")) {
                if (!part.isBlank()) {
                    tests.add(DynamicTest.dynamicTest(part.lines().findFirst().orElseThrow(), () -> play(part.lines().skip(1).toList())));
                }
            }
        }
        assertTrue(tests.size() >= 5, "only " + tests.size() + " transcripts");
        return tests.stream();
    }

    private static void play(List<String> lines) throws Exception {
        try (var guest = new PromptGuest(new GuestCatalogue(Path.of("none")).find("first"), "", 16 << 20)) {
            for (Step step : steps(lines)) {
                PromptGuest.Answer answer = guest.type(List.of(step.typed.split("\\|\\|")));
                var actual = new ArrayList<>(answer.output().lines().toList());
                answer.complaints().forEach(complaint -> actual.add("! " + complaint));
                if (!pattern(step.expected).matcher(String.join("\n", actual)).matches()) {
                    assertEquals(String.join("\n", step.expected), String.join("\n", actual), step.typed);
                }
            }
        }
    }

    private static List<Step> steps(List<String> lines) {
        var steps = new ArrayList<Step>();
        for (String line : lines) {
            if (line.startsWith("> ")) {
                steps.add(new Step(line.substring(2), new ArrayList<>()));
            } else if (!line.isBlank()) {
                steps.getLast().expected.add(line);
            }
        }
        return steps;
    }

    private static Pattern pattern(List<String> expected) {
        var regex = new StringBuilder();
        for (int i = 0; i < expected.size(); i++) {
            String end = i == expected.size() - 1 ? "" : "\n";
            regex.append(expected.get(i).equals("...") ? "(?s:.*)" : ("\\Q" + expected.get(i).replace("*", "\\E.*?\\Q") + "\\E" + end));
        }
        return Pattern.compile(regex.toString());
    }
}
