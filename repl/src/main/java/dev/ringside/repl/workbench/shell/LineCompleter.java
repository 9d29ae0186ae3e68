package dev.ringside.repl.workbench.shell;

import dev.ringside.repl.workbench.Completion;
import dev.ringside.repl.workbench.Completion.Found;
import dev.ringside.repl.workbench.Workbench;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Joins {@link Completion} to JLine: its notion of a word at the cursor is whatever completion would replace. */
final class LineCompleter implements Parser, Completer {
    private final Workbench workbench;

    LineCompleter(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        String before = line.substring(0, cursor);
        Found found = context == ParseContext.COMPLETE ? found(before) : new Found(0, List.of());
        return new Line(line, cursor, found);
    }

    private Found found(String before) {
        try {
            return workbench.machine().call(() -> new Completion(workbench).at(before));
        } catch (RuntimeException e) {
            // Completion is a convenience: what goes wrong with it is told when the command is given.
            return new Found(before.length(), List.of());
        }
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line instanceof Line(_, _, Found found)) {
            found.candidates().forEach(candidate -> candidates.add(new Candidate(candidate.word(), candidate.word(), null,
                candidate.help().isEmpty() ? null : candidate.help(), null, null, candidate.whole())));
        }
    }

    private record Line(String line, int cursor, Found found) implements CompletingParsedLine {
        @Override
        public String word() {
            return line.substring(found.from(), cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - found.from();
        }

        @Override
        public int wordIndex() {
            return found.from() == 0 ? 0 : 1;
        }

        @Override
        public List<String> words() {
            return found.from() == 0 ? List.of(word()) : List.of(line.substring(0, found.from()), word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return wordCursor();
        }
    }
}
