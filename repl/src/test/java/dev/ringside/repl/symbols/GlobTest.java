package dev.ringside.repl.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobTest {
    @Test
    void itMatchesWhatTheSameRegularExpressionMatches() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            String pattern = text(random, "ab*?");
            String name = text(random, "ab");
            boolean expected = Pattern.matches(pattern.replace("*", ".*").replace("?", "."), name);
            assertEquals(expected, new Glob(pattern).test(name), pattern + " on " + name);
        }
    }

    private static String text(SplittableRandom random, String characters) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    @Test
    void manyStarsOnALongNameTakeNoTime() {
        assertFalse(new Glob("a*".repeat(1000) + "b").test("a".repeat(10_000)));
    }
}
