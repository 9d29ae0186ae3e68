package dev.ringside.symbols.expression.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** All words that the language has of its own, for completion and for the reference page. */
public final class Vocabulary {
    private Vocabulary() {}

    /** The words of each chapter, by its title. */
    public static Map<String, List<Word>> chapters() {
        var chapters = new LinkedHashMap<String, List<Word>>();
        chapters.put("Functions", of(FunctionRow.values(), FunctionRow::word));
        chapters.put("The rule and its machine", of(ContextWord.values(), ContextWord::word));
        chapters.put("Address spaces", of(Space.values(), Space::word));
        chapters.put("Page walks", Stream.concat(of(WalkPart.values(), WalkPart::word).stream(),
            of(EntryField.values(), EntryField::word).stream()).toList());
        chapters.put("Types", TypeWord.all().stream().map(TypeWord::word).toList());
        chapters.put("Registers", Registers.all().stream().map(row -> new Word(row.name(), "u" + row.bits(), row.help())).toList());
        return chapters;
    }

    /** The words that begin with {@code prefix}. */
    public static List<Word> beginningWith(String prefix) {
        var found = new ArrayList<Word>();
        chapters().values().forEach(words -> words.stream().filter(word -> word.name().startsWith(prefix)).forEach(found::add));
        return found;
    }

    private static <T> List<Word> of(T[] rows, Function<T, Word> word) {
        return Arrays.stream(rows).map(word).toList();
    }
}
