package dev.ringside.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every source file of the project keeps to, as far as a machine can see it. */
class SourceStyleTest {
    private static final int LONGEST_LINE = 180;
    private static final int MOST_LINES = 700;
    private static final Set<String> KINDS = Set.of("java", "S", "inc", "c", "h", "sh", "md", "xml");
    // Taken apart, so that this file does not break its own rule.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern MACHINE_PATH = Pattern.compile("[\"' (]/(ho" + "me|Us" + "ers|ro" + "ot|wo" + "rk)/");

    @Test
    void sourcesHaveNoTrailingBlanksTabsOrOverlongLines() throws IOException {
        assertEquals(List.of(), offences((file, line) -> line.length() > LONGEST_LINE && file.toString().endsWith(".java")
            || line.endsWith(" ") || line.contains("\t") && file.toString().endsWith(".java")));
    }

    @Test
    void nothingIsMarkedUnfinishedOrTiedToOneMachine() throws IOException {
        assertEquals(List.of(), offences((_, line) -> UNFINISHED.matcher(line).find() || MACHINE_PATH.matcher(line).find()));
    }

    @Test
    void noClassIsCrowded() throws IOException {
        var crowded = new ArrayList<String>();
        for (Path file : sources()) {
            if (file.toString().endsWith(".java") && file.toString().contains("/main/") && Files.readAllLines(file).size() > MOST_LINES) {
                crowded.add(file.toString());
            }
        }
        assertEquals(List.of(), crowded);
    }

    @Test
    void everyPublicClassOfTheProductSaysWhatItIsFor() throws IOException {
        var silent = new ArrayList<String>();
        var declaration = Pattern.compile("^public (?:[a-z-]+ )*(?:class|interface|record|enum) ");
        for (Path file : sources()) {
            if (file.toString().contains("/main/java/")) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (declaration.matcher(lines.get(i)).find() && !documented(lines, i)) {
                        silent.add(file + ":" + (i + 1));
                    }
                }
            }
        }
        assertEquals(List.of(), silent);
    }

    /** Whether a doc comment ends right above the declaration, annotations of any length in between. */
    private static boolean documented(List<String> lines, int declaration) {
        for (int i = declaration - 1; i >= 0 && !lines.get(i).isBlank(); i--) {
            if (lines.get(i).strip().endsWith("*/")) {
                return true;
            }
        }
        return false;
    }

    @FunctionalInterface
    private interface Offence {
        boolean test(Path file, String line);
    }

    private static List<String> offences(Offence offence) throws IOException {
        var found = new ArrayList<String>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                if (offence.test(file, lines.get(i))) {
                    found.add(file + ":" + (i + 1));
                }
            }
        }
        return found;
    }

    /** The project's own files: those in the source folders of its modules. */
    private static List<Path> sources() {
        Path root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> files = Files.list(root).filter(module -> Files.isDirectory(module.resolve("src")))
                .flatMap(SourceStyleTest::walk)) {
            List<Path> sources = files.filter(Files::isRegularFile).filter(file -> KINDS.contains(extension(file))).map(root::relativize)
                .sorted().map(root::resolve).toList();
            assertTrue(sources.size() > 100, "only " + sources.size() + " source files below " + root);
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path module) {
        try {
            return Files.walk(module.resolve("src"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
