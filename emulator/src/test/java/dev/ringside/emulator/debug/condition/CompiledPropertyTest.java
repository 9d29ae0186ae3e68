package dev.ringside.emulator.debug.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.RandomExpressions;
import dev.ringside.symbols.expression.evaluate.Evaluator;
import dev.ringside.symbols.expression.evaluate.Memories;
import dev.ringside.symbols.expression.evaluate.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compiled expressions of every kind of node come to what the language's own evaluator says over the same machine, in every mode, over
 * memory that is absent, crosses pages, belongs to a device; asked several times while the machine changes.
 */
class CompiledPropertyTest {
    private static final int MACHINES = Integer.getInteger("ringside.conditions.machines", 6), TREES = 120, TIMES = 3;
    private static final long SEED = Long.getLong("ringside.conditions.seed", 1);

    private int known;
    private int missing;
    private int holding;

    @ParameterizedTest
    @EnumSource
    void compiledIsEvaluated(StrangeMachine.Mode mode) {
        for (int m = 0; m < MACHINES; m++) {
            long seed = SEED * 1_000_003 + m * 101L + mode.ordinal();
            var machine = new StrangeMachine(mode, seed);
            for (int i = 0; i < TREES; i++) {
                compare(machine, RandomExpressions.tree(seed * 7919 + i, i % 6));
            }
        }
        int all = known + missing;
        assertTrue(known > all / 5 && missing > all / 20 && holding > all / 10, known + " with a value, " + missing + " without, " + holding + " hold");
    }

    private void compare(StrangeMachine machine, Expression expression) {
        CompiledCondition condition = ConditionCompiler.compile(expression, machine);
        CompiledValue value = ConditionCompiler.compileValue(expression, machine);
        CompiledCondition piecemeal = new ConditionClass(expression, machine, false, 40).define();
        var memories = new Memories(expression.slots().size());
        for (int time = 0; time < TIMES; time++) {
            var context = new MachineContext(machine.cpu, machine.moment, machine);
            Outcome outcome = new Evaluator(context).evaluate(expression, memories);
            String what = machine.mode + ", " + expression.text() + ", time " + time + ": " + expression.meaning() + " -> " + outcome;
            assertEquals(outcome.holds(), condition.holds(machine.cpu, machine.moment), what);
            assertEquals(outcome.holds(), piecemeal.holds(machine.cpu, machine.moment), () -> "in small methods: " + what);
            assertEquals(outcome instanceof Outcome.Known, value.evaluate(machine.cpu, machine.moment), what);
            if (outcome instanceof Outcome.Known(var of)) {
                assertEquals(of.bits(), value.result(), what);
            }
            known += outcome instanceof Outcome.Known ? 1 : 0;
            missing += outcome instanceof Outcome.Known ? 0 : 1;
            holding += outcome.holds() ? 1 : 0;
            machine.change();
            machine.scribble();
        }
    }
}
