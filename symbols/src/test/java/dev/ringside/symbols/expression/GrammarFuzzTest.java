package dev.ringside.symbols.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.expression.evaluate.Evaluator;
import dev.ringside.symbols.expression.evaluate.Memories;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed has a meaning, which can be typed again, or is refused at a column of the text. */
class GrammarFuzzTest {
    private static final int TEXTS = Integer.getInteger("ringside.expressions.fuzz", 3_000);
    private static final long SEED = Long.getLong("ringside.expressions.seed", 1);

    private static final String[] WORDS = {"rax", "$eax", "cf", "cs.base", "xmm0", ".u32", "task", "->", ".", "pid", "comm", "parent", "counts", "low",
        "init_task", "jiffies", "balance", "letters", "schedule", "`si`", "si", "TASK_DEAD", "arg.pte", "result", "hit", "mode", "$limit", "$delta",
        "$next", "$1", "$", "$$2", "old(", "changed(", "bit(", "string(", "walk(", ").pte", ".rw", "depth()", "u32[", "s8[phys:", "es:", "[", "]", "(",
        ")", "{", "}", "..", ",", "(u32)", "(s8*)", "(struct task_struct *)", "struct", "unsigned", "long", "sizeof(", "+", "-", "*", "/", "%", "<<",
        ">>", "<", "<=", "==", "!=", "&", "|", "^", "&&", "||", "!", "~", "?", ":", "0", "1", "7", "63", "0xff", "0xffffffffffffffff", "99999999999",
        "\"init\"", "\"", "'a'", "'", "\\", "/*", "*/", "#", "\ud83e\udd4a", "\u0000", "\n", " "};

    /** Parses; if it has a meaning, that has to be the same tree again and its evaluation has to end. Says whether it had one. */
    private static boolean survives(String text) {
        try {
            Expression expression = Expression.parse(text, TestScope.WIDE);
            Expression again = Expression.parse(expression.meaning(), TestScope.WIDE);
            assertEquals(expression.root(), again.root(), text);
            assertEquals(expression.meaning(), again.meaning(), text);
            new Evaluator(new TestContext()).evaluate(expression, new Memories(expression.slots().size()));
            return true;
        } catch (ExpressionException e) {
            assertTrue(e.column() >= 1 && e.column() <= text.codePointCount(0, text.length()) + 1, () -> e.column() + " of " + text);
            assertFalse(e.getMessage().contains("\n") || e.getMessage().contains("\u0000"), text);
            assertEquals(3, e.report(text).split("\n").length, text);
            return false;
        }
    }

    @Test
    void wordsByChance() {
        var random = new Random(SEED);
        int meant = 0;
        for (int i = 0; i < TEXTS; i++) {
            var text = new StringBuilder();
            for (int words = 1 + random.nextInt(8); words > 0; words--) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextBoolean() ? " " : "");
            }
            meant += survives(text.toString()) ? 1 : 0;
        }
        assertTrue(meant > TEXTS / 200, "with a meaning: " + meant);
    }

    @Test
    void expressionsWithAFewChanges() {
        var random = new Random(SEED);
        int meant = 0;
        for (int i = 0; i < TEXTS / 3; i++) {
            var text = new StringBuilder(new TreeGenerator(SEED + i).text());
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(text.length() + 1);
                text.delete(at, Math.min(text.length(), at + random.nextInt(3)));
                text.insert(at, WORDS[random.nextInt(WORDS.length)]);
            }
            meant += survives(text.toString()) ? 1 : 0;
        }
        assertTrue(meant > TEXTS / 15 && meant < TEXTS / 3, "with a meaning: " + meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "!", "~", "*", "&", "(u32)", "(struct task_struct*)", "[", "{", "rax[", "u8[", "a?", "1?1:", "1?", "rax+", "rax->a.",
        "old(", "bit(1,", "/*", "\"", "'", "`", "$", "u32 ", "u32*", "rax{0}", "rax.a", "1&&", "))", "\\", "/", "walk(", ".pte", "\u0000", "(1)", "1 "})
    void aHundredThousandOfAnything(String piece) throws InterruptedException {
        // On a small stack, for front ends may parse on threads of any kind.
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(null, () -> {
            for (int count : new int[] {99, 255, 3000, 100_000}) {
                survives(piece.repeat(count) + "1");
                survives(piece.repeat(count));
                survives("1" + piece.repeat(count));
            }
        }, "small stack", 512 << 10);
        thread.setUncaughtExceptionHandler((_, e) -> failure.set(e));
        thread.start();
        thread.join();
        assertEquals(null, failure.get());
    }

    @Test
    void whatFitsIsParsedHoweverDeep() throws ExpressionException {
        assertEquals("$rax /*u64*/", Expression.parse("(".repeat(250) + "rax" + ")".repeat(250), TestScope.WIDE).meaning());
        String most = "-".repeat(98) + "rax";
        assertEquals(Expression.parse(most, TestScope.WIDE).root(), Expression.parse(Expression.parse(most, TestScope.WIDE).meaning(),
            TestScope.WIDE).root());
        assertThrows(ExpressionException.class, () -> Expression.parse("-".repeat(101) + "rax", TestScope.WIDE));
    }
}
