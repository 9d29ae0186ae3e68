package dev.ringside.symbols.types;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds types by C's words. The words of an integer may come in any order in C; debug information has one order only. */
final class TypeWords {
    private static final Set<String> INTEGER_WORDS = Set.of("unsigned", "signed", "long", "short", "int", "char");

    private TypeWords() {}

    static Optional<TypeReference> find(TypeLibrary library, String text) {
        List<String> words = new ArrayList<>(Arrays.asList(text.strip().split("\\s+")));
        if (words.size() == 2) {
            for (TypeKind kind : TypeKind.values()) {
                if (!kind.keyword().isEmpty() && kind.keyword().equals(words.getFirst())) {
                    return library.find(kind, words.getLast());
                }
            }
        }
        if (words.equals(List.of("void"))) {
            return Optional.of(TypeReference.VOID);
        }
        if (INTEGER_WORDS.containsAll(words)) {
            return integerSpellings(words).stream().flatMap(s -> library.find(TypeKind.BASE, s).stream()).findFirst();
        }
        String name = String.join(" ", words);
        return library.find(TypeKind.TYPEDEF, name).or(() -> library.find(TypeKind.BASE, name))
            .or(() -> name.equals("bool") ? library.find(TypeKind.BASE, "_Bool") : Optional.empty());
    }

    /** How compilers spell the integer: gcc {@code long unsigned int}, clang {@code unsigned long}. */
    private static Set<String> integerSpellings(List<String> words) {
        int longs = (int) words.stream().filter("long"::equals).count();
        Set<String> rest = new TreeSet<>(words);
        String size = "long ".repeat(longs) + (rest.contains("short") ? "short " : "");
        boolean isChar = rest.contains("char");
        String sign = rest.contains("unsigned") ? "unsigned " : isChar && rest.contains("signed") ? "signed " : "";
        var spellings = new LinkedHashSet<String>();
        if (isChar) {
            spellings.add(sign + "char");
        } else {
            spellings.add(size + sign + "int");
            spellings.add((sign + size + "int").strip());
            spellings.add((sign + size).strip());
        }
        return spellings;
    }
}
