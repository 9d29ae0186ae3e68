package dev.ringside.symbols.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every message is in {@code problems.txt}: after {@code >} what was typed ({@code > 3 times a} for {@code aaa}), then the problem's row, then
 * exactly what is shown.
 */
class ProblemTest {
    private static List<String> blocks() throws IOException {
        try (var in = ProblemTest.class.getResourceAsStream("problems.txt")) {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n\n"));
        }
    }

    private static String typed(String block) {
        String line = block.lines().findFirst().orElseThrow().substring(2);
        if (!line.matches("\\d+ times .*")) {
            return line;
        }
        String[] words = line.split(" ", 3);
        return words[2].repeat(Integer.parseInt(words[0]));
    }

    private static String answer(String block) {
        String text = typed(block);
        var e = assertThrows(ExpressionException.class, () -> Expression.parse(text, TestScope.WIDE), block);
        return block.lines().findFirst().orElseThrow() + "\n" + e.problem() + "\n" + e.report(text);
    }

    @Test
    void everyMistakeIsAnsweredExactlySo() throws IOException {
        var answers = new ArrayList<String>();
        for (String block : blocks()) {
            answers.add(answer(block));
        }
        assertEquals(String.join("\n\n", blocks()), String.join("\n\n", answers));
    }

    @Test
    void everyProblemHasAnExample() throws IOException {
        var missing = EnumSet.allOf(Problem.class);
        for (String block : blocks()) {
            missing.remove(Problem.valueOf(block.lines().skip(1).findFirst().orElseThrow()));
        }
        assertTrue(missing.isEmpty(), missing.toString());
    }

    @Test
    void aPlaceFarInALongTextIsShownWithWhatIsAroundIt() {
        String text = "1+".repeat(40) + "nobody" + "+1".repeat(40);
        var e = assertThrows(ExpressionException.class, () -> Expression.parse(text, TestScope.WIDE));
        String[] lines = e.report(text).split("\n");
        assertEquals(81, e.column());
        assertTrue(lines[1].length() <= 102 && lines[1].startsWith("nobody", lines[2].indexOf('^')), e.report(text));
    }

    @Test
    void columnsCountCharactersOfAnyPlane() {
        String text = "/*\ud83e\udd4a*/ nobody";
        var e = assertThrows(ExpressionException.class, () -> Expression.parse(text, TestScope.WIDE));
        assertEquals(7, e.column());
        assertTrue(e.report(text).endsWith("\n        ^"), e.report(text));
    }
}
