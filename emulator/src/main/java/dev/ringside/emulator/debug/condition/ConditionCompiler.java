package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.evaluate.Evaluator;
import dev.ringside.symbols.expression.evaluate.Memories;
import dev.ringside.symbols.expression.evaluate.Outcome;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;

/** Makes code of expressions. */
public final class ConditionCompiler {
    private ConditionCompiler() {}

    /** A condition; it holds when the expression has a value that is a scalar other than 0. */
    public static CompiledCondition compile(Expression expression, ConditionEnvironment environment) {
        Memories memories = new Memories(expression.slots().size());
        return (cpu, moment) -> new Evaluator(new MachineContext(cpu, moment, environment)).evaluate(expression, memories).holds();
    }

    /** A value. */
    public static CompiledValue compileValue(Expression expression, ConditionEnvironment environment) {
        return new Walked(expression, environment);
    }

    private static final class Walked implements CompiledValue {
        private final Expression expression;
        private final ConditionEnvironment environment;
        private final Memories memories;
        private Value value = Value.of("");

        Walked(Expression expression, ConditionEnvironment environment) {
            this.expression = expression;
            this.environment = environment;
            this.memories = new Memories(expression.slots().size());
        }

        @Override
        public Type type() {
            return expression.root().type();
        }

        @Override
        public boolean evaluate(Cpu cpu, Moment moment) {
            Outcome outcome = new Evaluator(new MachineContext(cpu, moment, environment)).evaluate(expression, memories);
            value = outcome instanceof Outcome.Known(Value known) ? known : Value.of("");
            return outcome instanceof Outcome.Known;
        }

        @Override
        public long result() {
            return value.bits();
        }

        @Override
        public String text() {
            return value.text();
        }
    }
}
