package dev.ringside.repl.workbench;

import dev.ringside.symbols.expression.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The words that completion finds: the guest's names, the words of expressions, files. */
final class Words {
    private static final int MOST_SYMBOLS = 500;
    private static final int MOST_FILES = 500;

    private Words() {}

    /** Where the last word of an unfinished expression begins: names, with points and the dollar of a variable. */
    static int lastWord(String typed) {
        int at = typed.length();
        while (at > 0 && (Character.isLetterOrDigit(typed.charAt(at - 1)) || "_.$".indexOf(typed.charAt(at - 1)) >= 0)) {
            at--;
        }
        return at;
    }

    /** The guest's names that begin so. */
    static List<Candidate> symbols(String typed, Workbench workbench) {
        return workbench.program().completions(typed, MOST_SYMBOLS).stream().map(name -> Candidate.of(name, "")).toList();
    }

    /** Everything that an expression may continue with. */
    static List<Candidate> ofExpressions(String typed, Workbench workbench) {
        var found = new ArrayList<Candidate>();
        if (typed.startsWith("$")) {
            workbench.variables().all().keySet().stream().map(name -> "$" + name).filter(name -> name.startsWith(typed))
                .forEach(name -> found.add(Candidate.of(name, "")));
            return found;
        }
        Vocabulary.beginningWith(typed).forEach(word -> found.add(Candidate.of(word.name(), word.help())));
        found.addAll(symbols(typed, workbench));
        return found;
    }

    /** Files and folders that begin so. */
    static List<Candidate> files(String typed) {
        try {
            int slash = typed.lastIndexOf('/');
            String shown = typed.substring(0, slash + 1);
            String name = typed.substring(slash + 1);
            Path folder = Path.of(shown.startsWith("~/") ? System.getProperty("user.home") + shown.substring(1) : shown.isEmpty() ? "." : shown);
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.getFileName().toString().startsWith(name)).sorted().limit(MOST_FILES)
                    .map(file -> Files.isDirectory(file) ? new Candidate(shown + file.getFileName() + "/", "", false)
                        : Candidate.of(shown + file.getFileName(), "")).toList();
            }
        } catch (IOException | UncheckedIOException | DirectoryIteratorException | InvalidPathException e) {
            // A folder that cannot be read completes nothing.
            return List.of();
        }
    }
}
