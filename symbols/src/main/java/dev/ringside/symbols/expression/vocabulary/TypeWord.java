package dev.ringside.symbols.expression.vocabulary;

import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.OpaqueType;
import dev.ringside.symbols.expression.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type that needs no type information: one word, or C's several.
 *
 * @param name the words, a space between them
 * @param bits its width, 0 for that of a pointer; unused when {@code fixed} is there
 * @param signed whether it has a sign
 * @param fixed a type that is no number, or null
 */
public record TypeWord(String name, int bits, boolean signed, Type fixed) {
    private static final Map<String, TypeWord> ROWS = rows();

    private static Map<String, TypeWord> rows() {
        var rows = new LinkedHashMap<String, TypeWord>();
        number(rows, 8, false, "u8", "unsigned char", "uint8_t");
        number(rows, 16, false, "u16", "unsigned short", "unsigned short int", "uint16_t");
        number(rows, 32, false, "u32", "unsigned", "unsigned int", "uint32_t");
        number(rows, 64, false, "u64", "unsigned long long", "unsigned long long int", "long long unsigned int", "uint64_t");
        number(rows, 8, true, "s8", "char", "signed char", "int8_t");
        number(rows, 16, true, "s16", "short", "short int", "int16_t");
        number(rows, 32, true, "s32", "int", "signed", "signed int", "int32_t");
        number(rows, 64, true, "s64", "long long", "long long int", "int64_t");
        number(rows, 0, false, "unsigned long", "unsigned long int", "long unsigned int", "size_t", "uintptr_t");
        number(rows, 0, true, "long", "long int", "signed long", "ssize_t", "intptr_t");
        rows.put("bool", new TypeWord("bool", 8, false, BooleanType.BOOLEAN));
        rows.put("_Bool", new TypeWord("_Bool", 8, false, BooleanType.BOOLEAN));
        rows.put("void", new TypeWord("void", 0, false, OpaqueType.VOID));
        return Collections.unmodifiableMap(rows);
    }

    private static void number(Map<String, TypeWord> rows, int bits, boolean signed, String... names) {
        for (String name : names) {
            rows.put(name, new TypeWord(name, bits, signed, null));
        }
    }

    /** All rows. */
    public static List<TypeWord> all() {
        return new ArrayList<>(ROWS.values());
    }

    /** The type of these words. */
    public static Optional<TypeWord> named(String words) {
        return Optional.ofNullable(ROWS.get(words));
    }

    /** Whether {@code word} stands in the name of a type. */
    public static boolean known(String word) {
        return Parts.WORDS.contains(word);
    }

    /** The type, in a guest whose pointers are so wide. */
    public Type type(int pointerBytes) {
        return fixed != null ? fixed : new IntegerType(bits == 0 ? pointerBytes * 8 : bits, signed);
    }

    /** The row as it is shown. */
    public Word word() {
        String form = fixed != null ? "" : bits == 0 ? "as wide as a pointer" : bits + " bits";
        return new Word(name, form, fixed == null ? signed ? "signed number" : "unsigned number" : name.equals("void") ? "no type" : "truth value");
    }

    private static final class Parts {
        static final Set<String> WORDS = ROWS.keySet().stream().flatMap(name -> Stream.of(name.split(" ")))
            .collect(Collectors.toUnmodifiableSet());
    }
}
