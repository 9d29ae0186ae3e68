package dev.ringside.symbols.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.expression.evaluate.Evaluator;
import dev.ringside.symbols.expression.evaluate.Memories;
import dev.ringside.symbols.expression.evaluate.Outcome;
import dev.ringside.symbols.expression.scope.Scope;
import org.junit.jupiter.api.Test;

/** Expressions made by chance come to what an oracle says that computes in numbers without bounds and knows C's precedence by itself. */
class EvaluationPropertyTest {
    private static final int SAMPLES = Integer.getInteger("ringside.expressions", 2_000);
    private static final long SEED = Long.getLong("ringside.expressions.seed", 1);

    @Test
    void valueAndTypeAreTheOracles() throws ExpressionException {
        int missing = 0;
        for (long i = 0; i < SAMPLES; i++) {
            var generator = new SampleGenerator(SEED * 1_000_003 + i);
            Sample sample = generator.expression((int) (i % 6));
            Expression expression = Expression.parse(sample.text(), Scope.EMPTY);
            check(sample, expression, generator.context);
            check(sample, Expression.parse(expression.meaning(), Scope.EMPTY), generator.context);
            missing += sample.value() == null ? 1 : 0;
        }
        assertTrue(missing > SAMPLES / 100 && missing < SAMPLES / 2, "without a value: " + missing);
    }

    private static void check(Sample sample, Expression expression, TestContext context) {
        Outcome outcome = new Evaluator(context).evaluate(expression, new Memories(0));
        assertEquals(sample.typeName(), expression.root().type().name(), () -> sample + "\n" + expression.meaning());
        if (sample.value() == null) {
            assertInstanceOf(Outcome.Missing.class, outcome, sample::toString);
        } else {
            assertEquals(sample.value().longValue(), assertInstanceOf(Outcome.Known.class, outcome, sample::toString).value().bits(),
                () -> sample + "\n" + expression.meaning());
        }
    }
}
